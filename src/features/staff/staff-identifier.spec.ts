import { parseStaffIdentifier } from './staff-identifier.js';

describe('what staff sign in with', () => {
  it('is an employee id, an email or a mobile, in the form it is stored', () => {
    expect(parseStaffIdentifier(' emp001 ')).toEqual({ employeeId: 'EMP001' });
    expect(parseStaffIdentifier('Admin@Nexora.example')).toEqual({ email: 'admin@nexora.example' });
    expect(parseStaffIdentifier('098765 43210')).toEqual({ mobile: '+919876543210' });
    expect(parseStaffIdentifier('EMP1')).toBeNull();
  });
});
