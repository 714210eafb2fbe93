#include <getopt.h>
#include <sqlite3.h>
#include <stdio.h>

#include "base/json.h"
#include "cli/cli.h"

static int run(const struct invocation *invocation, struct error *error)
{
	static const struct option options[] = { { "json", no_argument, NULL, 'j' }, { 0 } };
	bool as_json = invocation->json;
	for (int option; (option = getopt_long(
				  invocation->argc, invocation->argv, "", options, NULL)) != -1;) {
		if (option != 'j')
			return usage_error(invocation, error);
		as_json = true;
	}
	if (optind < invocation->argc) {
		error_set(error, ERROR_USAGE, "version: takes no argument, but '%s'",
			invocation->argv[optind]);
		return EXIT_USAGE;
	}
	if (!as_json) {
		printf("%s\n", program_version);
		return EXIT_DONE;
	}
	struct strbuf out = STRBUF_INIT;
	struct json json = { .out = &out };
	json_object_compact(&json, NULL);
	json_text(&json, "program", program_version);
	json_text(&json, "sqlite", sqlite3_libversion());
	json_end_compact_object(&json);
	puts(out.bytes);
	strbuf_release(&out);
	return EXIT_DONE;
}

const struct command version_command = { "version", "[--json]", "the program's version",
	"  --json   with the versions of its libraries\n", run };
