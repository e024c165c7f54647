import { ApiProperty } from '@nestjs/swagger';
import type { AddressEntity } from '../address.entity.js';
import type { UserEntity } from '../user.entity.js';
import { AddressDto, toAddressDto } from './address.dto.js';
import { UserDto, toUserDto } from './user.dto.js';

/** A customer as staff see them. */
export class CustomerDto extends UserDto {
  @ApiProperty({ example: true })
  isActive: boolean;

  @ApiProperty({ type: String, nullable: true, example: '2026-03-02T05:30:00.000Z' })
  lastLoginAt: string | null;
}

export class CustomerDetailDto extends CustomerDto {
  @ApiProperty({ type: [AddressDto] })
  addresses: AddressDto[];
}

export function toCustomerDto(user: UserEntity): CustomerDto {
  return {
    ...toUserDto(user),
    isActive: user.isActive,
    lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
  };
}

export function toCustomerDetailDto(user: UserEntity, addresses: AddressEntity[]): CustomerDetailDto {
  return { ...toCustomerDto(user), addresses: addresses.map(toAddressDto) };
}
