#!/usr/bin/env bash
# Checks that the documents name what exists: every path in backticks and every relative link, with its heading.
#
# A path is looked for from the top of the repository and from the folder of the document; a file name alone is looked for
# everywhere. `*` and `<...>` stand for any name. A text in backticks is a path when it begins with a folder at the top, or is the
# name of a source or document.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

status=0
fail() { # document, line, what is wrong
  echo "documents: $1:$2: $3"
  status=1
}

# The headings of a document as links name them: lower-case, spaces as hyphens, without punctuation.
headings() {
  awk '/^```/ { code = !code } !code && /^#+ /' "$1" | sed -E 's/^#+ //' | tr '[:upper:]' '[:lower:]' \
    | sed -E 's/[^a-z0-9 _-]//g; s/ /-/g'
}

files=$(git ls-files --cached --others --exclude-standard | while read -r file; do [ -e "$file" ] && echo "$file"; done)
all=$(printf '%s\n' "$files" | sed -E 's#(.*)/[^/]*$#&\n\1#' | sort -u)
folders=$(printf '%s\n' "$files" | sed -n 's#/.*##p' | sort -u | paste -sd '|')
names=$(printf '%s\n' "$files" | sed 's#.*/##' | sort -u)

exists() { # path, folder of the document
  local path="${1%/}"
  if [ -e "$path" ] || [ -e "$2/$path" ]; then return 0; fi
  local pattern
  pattern=$(printf '%s' "$path" | sed -E 's/[.+]/[&]/g; s/\*\*\//(.*\/)?/g; s/\*/[^\/]*/g; s/<[^>]*>/[^\/]+/g')
  case "$path" in
  */*) grep -qE "^($2/)?$pattern$" <<<"$all" ;;
  *) grep -qE "^$pattern$" <<<"$names" ;;
  esac
}

documents=(README.md CONTRIBUTING.md SECURITY.md CHANGELOG.md)
while read -r document; do documents+=("$document"); done \
  < <(printf '%s\n' "$files" | grep -E '^(Documentation/.*|Sources/.*)\.md$')

for document in "${documents[@]}"; do
  if [ ! -e "$document" ]; then
    fail "$document" 0 "is missing"
    continue
  fi
  folder=$(dirname "$document")
  # Paths in backticks, outside blocks of code.
  while IFS=$'\t' read -r line text; do
    if printf '%s' "$text" | grep -qE "^($folders)/[^ ]*$" \
      || printf '%s' "$text" | grep -qE '^[A-Za-z0-9_+./*-]+\.(swift|md|sh|proto|asciipb)$'; then
      exists "$text" "$folder" || fail "$document" "$line" "there is no $text"
    fi
  done < <(awk '/^```/ { code = !code; next } !code {
      rest = $0
      while (match(rest, /`[^`]+`/)) {
        print NR "\t" substr(rest, RSTART + 1, RLENGTH - 2)
        rest = substr(rest, RSTART + RLENGTH)
      }
    }' "$document")
  # Relative links, and the headings they name.
  while IFS=$'\t' read -r line target; do
    case "$target" in
    http://* | https://* | mailto:*) continue ;;
    esac
    path="${target%%#*}"
    if [ -n "$path" ] && [ ! -e "$folder/$path" ]; then
      fail "$document" "$line" "there is no $target"
      continue
    fi
    case "$target" in
    *\#*)
      file="$document"
      [ -n "$path" ] && file="$folder/$path"
      headings "$file" | grep -qxF "${target#*#}" || fail "$document" "$line" "there is no heading $target"
      ;;
    esac
  done < <(awk '/^```/ { code = !code; next } !code {
      rest = $0
      while (match(rest, /\]\([^) ]+\)/)) {
        print NR "\t" substr(rest, RSTART + 2, RLENGTH - 3)
        rest = substr(rest, RSTART + RLENGTH)
      }
    }' "$document")
done

[ $status -eq 0 ] && echo "The documents name what exists."
exit $status
