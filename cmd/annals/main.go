// Command annals reads news pages and writes down who did what to whom, when
// and where, according to whom. `annals --help` lists its commands.
package main

import (
	"os"

	"annals.example/annals/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
