/** Takes so many keys of 32 bytes, in base64, by commas. */
export function checkEncryptionKeys(most: number): (given: string) => string {
  return (given) => {
    const keys = given.split(',');
    if (keys.length > most || keys.some((each) => Buffer.from(each, 'base64').length !== 32))
      throw new Error(
        most === 1 ? 'must be 32 bytes in base64' : `must be up to ${most} keys of 32 bytes in base64`,
      );
    return given;
  };
}
