import { Body, Controller, Get, HttpCode, Patch, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For } from '../../platform/auth/decorators.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { ChangePasswordDto, UpdateProfileDto, UserDto, toUserDto } from './dto/user.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('Identity')
@Controller('users/me')
@For('customer')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @ApiOperation({ summary: 'My profile' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  async getProfile(@CurrentActor() actor: Actor): Promise<UserDto> {
    return toUserDto(await this.users.getProfile(actor));
  }

  @Put()
  @ApiOperation({ summary: 'Change my profile; what is left out stays' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    409: 'user.already_exists',
    422: 'request.invalid',
  })
  async updateProfile(@CurrentActor() actor: Actor, @Body() body: UpdateProfileDto): Promise<UserDto> {
    return toUserDto(await this.users.updateProfile(actor, body));
  }

  @Patch('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Set another password; every other session of mine ends' })
  @ApiNoContentResponse()
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.required, auth.invalid_token, auth.invalid_credentials',
    403: 'auth.wrong_audience',
    422: 'request.invalid',
    423: 'auth.locked',
  })
  changePassword(@CurrentActor() actor: Actor, @Body() body: ChangePasswordDto): Promise<void> {
    return this.users.changePassword(actor, body);
  }
}
