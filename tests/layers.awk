# Prints the include lines that do not fit the picture in src/README.md, and fails if there are any.
#   base -> base    model -> base, model    stats -> base, stats    locale -> base, model, locale
#   a stage -> base, model, stats, locale, the contracts in stage/, its own folder    pipeline, cli, main -> all
function layer(path,   parts, n) {
	n = split(path, parts, "/")
	if (parts[1] == "include" || parts[1] == "src")
		return n > 2 ? parts[2] : "top"
	return parts[1]
}
FNR == 1 { from = layer(FILENAME) }
/^#include "/ {
	split($2, quoted, "\"")
	n = split(quoted[2], parts, "/")
	to = n > 1 ? parts[1] : from
	ok = to == from || from == "top" || from == "cli" || to == "base"
	ok = ok || (from != "base" && from != "stats" && to == "model")
	ok = ok || (from != "base" && from != "model" && from != "locale" && from != "stats" && \
		(to == "stats" || to == "locale" || to == "stage"))
	ok = ok || (from == "fixtures" && to == "source")
	ok = ok || (from == "goals" && to == "stage")
	if (!ok) {
		print FILENAME ":" FNR ": " from " does not include " to " (" quoted[2] ")"
		bad++
	}
}
END {
	if (bad) {
		print "layers: " bad " lines disagree with src/README.md"
		exit 1
	}
	print "layers: no line disagrees with src/README.md"
}
