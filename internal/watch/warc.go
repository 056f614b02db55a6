package watch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"
)

// writeRecord writes what was fetched as any crawler would leave it: a response
// record of a WARC file (ISO 28500). The body stands as it was decoded, so
// headers that speak of its coding are left out.
func writeRecord(b *bytes.Buffer, r response) {
	var block bytes.Buffer
	fmt.Fprintf(&block, "HTTP/1.1 %d %s\r\n", r.status, http.StatusText(r.status))
	for _, k := range []string{"Content-Type", "Content-Language", "Last-Modified", "Date"} {
		if v := r.header.Get(k); v != "" {
			fmt.Fprintf(&block, "%s: %s\r\n", k, v)
		}
	}
	fmt.Fprintf(&block, "Content-Length: %d\r\n\r\n", len(r.body))
	block.Write(r.body)
	at := r.at.UTC().Format(time.RFC3339)
	sum := sha256.Sum256(append([]byte(r.url.String()+" "+at+" "), r.body...))
	id := hex.EncodeToString(sum[:16])
	fmt.Fprintf(b, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:%s-%s-%s-%s-%s>\r\n"+
		"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n", r.url, at, id[:8], id[8:12], id[12:16], id[16:20], id[20:], block.Len())
	b.Write(block.Bytes())
	b.WriteString("\r\n\r\n")
}
