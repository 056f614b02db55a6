// Package data holds the files a person can edit: the codebook, the actors and
// the places, embedded so that the binary needs nothing beside it.
package data

import "embed"

// Files is the tree below this folder. Each sub-folder has a README that names
// the origin and the licence of what lies in it.
//
//go:embed actors codebook places
var Files embed.FS
