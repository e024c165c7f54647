import { checkDatabaseUrl, readMysqlUrl } from './database-url.js';
import { DatabaseConfig } from './sections.js';

describe('DATABASE_URL', () => {
  it('names a server, a user with any password, and a database', () => {
    expect(readMysqlUrl('mysql://nexora:p%40ss%2Fword@db.example:3307/nexora_live?tls=true')).toEqual({
      type: 'mysql',
      host: 'db.example',
      port: 3307,
      username: 'nexora',
      password: 'p@ss/word',
      database: 'nexora_live',
      tls: true,
    });
    expect(readMysqlUrl('mariadb://root@[::1]/nexora')).toEqual({
      type: 'mariadb',
      host: '::1',
      port: 3306,
      username: 'root',
      password: undefined,
      database: 'nexora',
      tls: false,
    });
  });

  it.each([
    ['postgres://u:s3cret@h/d', /must begin with sqlite: or mysql:/],
    ['sqlite:', /must begin with/],
    ['mysql://u:s3cret@h', /name of a database/],
    ['mysql://u:s3cret@h/d`; DROP', /name of a database/],
    ['mysql://u:s3cret@h/d?pool=3', /unknown parameter "pool"/],
    ['mysql://u:s3cret@h/d?tls=maybe', /tls=true or tls=false/],
    ['mysql://u:s3cret%@h/d', /%/],
    ['mysql://u:s3cret@h:notaport/d', /not a URL/],
  ])('is refused when it is %s, without repeating its password', (url, sentence) => {
    expect(() => checkDatabaseUrl(url)).toThrow(sentence);
    expect(() => checkDatabaseUrl(url)).not.toThrow(/s3cret/);
  });

  it('decides the dialect; without it the data is embedded', () => {
    const dialectOf = (url?: string) => new DatabaseConfig({ DATABASE_URL: url }, []).dialect;
    expect([
      dialectOf(),
      dialectOf('sqlite:x.sqlite'),
      dialectOf('mysql://u@h/d'),
      dialectOf('mariadb://u@h/d'),
    ]).toEqual(['sqlite', 'sqlite', 'mysql', 'mysql']);
  });
});
