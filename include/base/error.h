#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/* What went wrong, as the exit status that tells it (interface.md): the value is the status. */
enum error_kind {
	ERROR_NONE = 0,
	ERROR_FAILED = 1,  /* I/O, database, rendering */
	ERROR_USAGE = 2,   /* command line, configuration, or a source that breaks its contract */
	ERROR_LOCKED = 6,  /* another run holds the lock */
	ERROR_CHANGED = 8, /* the input differs from the archived edition */
};

/*
 * One failure, told once, at the top. Owned by the caller, passed last, never NULL. The message
 * follows git: lower case, no full stop, the fault first, names in single quotes. It may have
 * several lines (all findings in one go). A message longer than the buffer ends in "...".
 */
struct error {
	enum error_kind kind;
	char message[16384];
};

/* Sets the failure; returns false, so that failing is one line. */
bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts what the caller was doing before the message, "reading 'q.db': ..."; returns false. */
bool error_wrap(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds a line to the message, setting the kind if there was none; returns false. */
bool error_add(struct error *error, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
