import Database from 'better-sqlite3'

// Takes the write lock of the database named on the command line, says so, and keeps it until it is ended.
const database = new Database(process.argv[2])
database.exec('BEGIN IMMEDIATE')
process.stdout.write('locked\n')
// Named here, so that it is not collected, which would close it.
setInterval(() => database.open, 1000)
