#ifndef SOURCE_SCHEMA_SQL_H
#define SOURCE_SCHEMA_SQL_H

/*
 * The contract of the source database as it is published: the text of fixtures/schema.sql, byte for
 * byte, to be given to sqlite3_exec in an empty database. It makes every table and index, and no
 * row.
 */
extern const char source_schema_sql[];

#endif
