#!/usr/bin/env bash
# Splits a text into words, which blanks and line ends separate and quotes keep together, as a shell would, but runs nothing of it.
words=()
split() {
  local text=$1 word="" quote="" has_word="" character index
  words=()
  for ((index = 0; index < ${#text}; index++)); do
    character=${text:index:1}
    if [ -n "$quote" ]; then
      if [ "$character" = "$quote" ]; then quote=""; else word+=$character; fi
    else
      case $character in
        "'" | '"') quote=$character has_word=1 ;;
        " " | $'\t' | $'\r' | $'\n')
          if [ -n "$has_word" ]; then words+=("$word"); fi
          word="" has_word=""
          ;;
        *) word+=$character has_word=1 ;;
      esac
    fi
  done
  if [ -n "$quote" ]; then
    echo "::error::A quote is not closed in the inputs of the action."
    exit 2
  fi
  if [ -n "$has_word" ]; then words+=("$word"); fi
}
