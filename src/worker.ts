import process from 'node:process';

/** Jobs in a process of their own need a database and a queue that processes can share. */
process.stderr.write(
  'A worker of its own needs MySQL and Redis. With the embedded database npm start runs the jobs too.\n',
);
process.exit(1);
