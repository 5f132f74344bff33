# zsh -f typed.zsh SCRIPT FILE LINE: what zsh offers behind LINE once SCRIPT is sourced, a word a line. FILE is written to.
zmodload zsh/zpty
out=$2; : > $out
zpty z zsh -f -i
zpty -w z "PROMPT= ; autoload -Uz compinit; compinit -u -D; source $1"
zpty -w z 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return $?; fi
  local -a hits; builtin compadd -A hits "$@"
  local hit; for hit in $hits; do print -r -- "$hit" >> '$out'; done
  builtin compadd "$@"
}'
zpty -w z "bindkey '^I' complete-word; setopt NO_LIST_BEEP; done_now() { print END >> $out; exit }; zle -N done_now; bindkey '^X' done_now"
zpty -w -n z "$3"$'\t\x18'
for i in {1..100}; do grep -q '^END' $out && break; sleep 0.1; done
zpty -d z
grep -v '^END' $out | sort -u
