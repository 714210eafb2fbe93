#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Files and folders below an open folder. Whatever comes back true is on disk or gone; false, or a
 * descriptor of -1, leaves the reason in errno. A symbolic link is never followed. Modes do not
 * depend on the umask: folders 0700, files 0600.
 */

/* What a temporary name begins with; the final name follows. */
extern const char folder_partial[];

/* Closes the descriptor without touching errno. */
void folder_close(int descriptor);

bool folder_sync(int folder);

/* folder_sync of the folder and of those directly in it. */
bool folder_sync_all(int folder);

/* Opens the folder called name, making it when it is missing. */
int folder_open(int parent, const char *name);

/* Writes a file that does not exist yet. */
bool folder_write(int folder, const char *name, const void *bytes, size_t length);

/* Removes a file, a link, or a folder with all that is in it; true also when there is none. */
bool folder_remove(int folder, const char *name);

/* Whether the text of that length can name an entry: no '/', and not "", "." or "..". */
bool folder_entry(const char *name, size_t length);

#endif
