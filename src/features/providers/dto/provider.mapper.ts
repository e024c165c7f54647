import type { DayAvailability, RatedProvider } from '../providers.service.js';
import type { AvailabilityDto, ProviderDto, StaffProviderDto } from './provider.dto.js';

/** First name and the initial of the last: what customers see. */
export function publicName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  const initial = [...lastName][0];
  return initial === undefined ? firstName : `${firstName} ${initial.toUpperCase()}.`;
}

export function toProviderDto({ provider, skills, rating }: RatedProvider): ProviderDto {
  const { id, city, ratingCount, languages } = provider;
  return {
    id,
    name: publicName(provider),
    city,
    rating,
    ratingCount,
    skills: [...skills],
    languages: [...languages],
  };
}

export function toStaffProviderDto(rated: RatedProvider): StaffProviderDto {
  const { firstName, lastName, mobile, email, pincode, gstNumber, isVerified, isActive, createdAt } =
    rated.provider;
  return {
    ...toProviderDto(rated),
    firstName,
    lastName,
    mobile,
    email,
    pincode,
    gstNumber,
    isVerified,
    isActive,
    createdAt: createdAt.toISOString(),
  };
}

export function toAvailabilityDto(days: readonly DayAvailability[]): AvailabilityDto {
  return {
    data: days.map(({ on, free }) => ({
      date: on,
      free: free.map(({ startAt, endAt }) => ({
        start: new Date(startAt).toISOString(),
        end: new Date(endAt).toISOString(),
      })),
    })),
  };
}
