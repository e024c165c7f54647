import { Body, Controller, Delete, Get, HttpCode, Patch, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../kernel/actor.js';
import { CurrentActor, For, OpenToKeys } from '../../platform/auth/decorators.js';
import { ApiProblems } from '../../platform/http/problem.dto.js';
import { AccountClosingService } from './account-closing.service.js';
import { ChangeMyPreferencesDto, PreferencesDto } from './dto/preferences.dto.js';
import { ChangePasswordDto, UpdateProfileDto, UserDto, toUserDto } from './dto/user.dto.js';
import { PreferencesService } from './preferences.service.js';
import { ProfileService } from './profile.service.js';
import { UsersService } from './users.service.js';

@ApiTags('Identity')
@Controller('users/me')
@For('customer')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly profile: ProfileService,
    private readonly preferences: PreferencesService,
    private readonly closing: AccountClosingService,
  ) {}

  @Get()
  @OpenToKeys('profile.read')
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
    return toUserDto(await this.profile.updateProfile(actor, body));
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Close my account; its email and mobile are free for another' })
  @ApiNoContentResponse()
  @ApiProblems({
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    409: 'user.obligations_open',
  })
  close(@CurrentActor() actor: Actor): Promise<void> {
    return this.closing.close(actor);
  }

  @Get('preferences')
  @ApiOperation({ summary: 'How I like things done' })
  @ApiOkResponse({ type: PreferencesDto })
  @ApiProblems({ 401: 'auth.required, auth.invalid_token', 403: 'auth.wrong_audience' })
  getPreferences(@CurrentActor() actor: Actor): Promise<PreferencesDto> {
    return this.preferences.get(actor);
  }

  @Patch('preferences')
  @ApiOperation({ summary: 'Change how I like things done; what is left out stays' })
  @ApiOkResponse({ type: PreferencesDto })
  @ApiProblems({
    400: 'request.malformed_json',
    401: 'auth.required, auth.invalid_token',
    403: 'auth.wrong_audience',
    422: 'request.invalid',
  })
  changePreferences(
    @CurrentActor() actor: Actor,
    @Body() body: ChangeMyPreferencesDto,
  ): Promise<PreferencesDto> {
    return this.preferences.change(actor, body);
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
    return this.profile.changePassword(actor, body);
  }
}
