/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/core/hash.h"
#include "base/text/text.h"
#include "store/ledger/seal.h"

#define PUB crypto_sign_PUBLICKEYBYTES
#define SIG crypto_sign_BYTES
#define KEY_ID 8

#define UNTRUSTED "untrusted comment: "
#define TRUSTED "trusted comment: "
#define PRIVATE_HEAD "-----BEGIN PRIVATE KEY-----"
#define PRIVATE_TAIL "-----END PRIVATE KEY-----"
#define PUBLIC_HEAD "-----BEGIN PUBLIC KEY-----"
#define PUBLIC_TAIL "-----END PUBLIC KEY-----"

/* PKCS #8 and SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the key. */
static const unsigned char private_der[16] = { 0x30, 0x2e, 0x02, 0x01, 0x00,
	0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20 };
static const unsigned char public_der[12] = { 0x30, 0x2a, 0x30, 0x05, 0x06,
	0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };

/* What minisign and signify keep alike, before base64. */
struct signed_key {
	unsigned char alg[2];
	unsigned char id[KEY_ID];
	unsigned char pub[PUB];
};

struct signed_sig {
	unsigned char alg[2];
	unsigned char id[KEY_ID];
	unsigned char sig[SIG];
};

static void
key_id(unsigned char id[KEY_ID], const unsigned char pub[PUB])
{
	unsigned char hash[HASH_LEN];

	hash_sha256(hash, pub, PUB);
	memcpy(id, hash, KEY_ID);
}

static void
add_base64(struct buf *b, const void *s, size_t n)
{
	buf_reserve(b, 4 * ((n + 2) / 3) + 1);
	hash_base64(b->p + b->n, s, n);
	b->n += 4 * ((n + 2) / 3);
}

static void
sign(unsigned char sig[SIG], const struct seal_key *k, const void *text,
    size_t n)
{
	unsigned char sk[crypto_sign_SECRETKEYBYTES];

	memcpy(sk, k->seed, sizeof(k->seed));
	memcpy(sk + sizeof(k->seed), k->pub, PUB);
	crypto_sign_detached(sig, NULL, text, n, sk);
	sodium_memzero(sk, sizeof(sk));
}

static void
from_seed(struct seal_key *k)
{
	unsigned char sk[crypto_sign_SECRETKEYBYTES];

	crypto_sign_seed_keypair(k->pub, sk, k->seed);
	sodium_memzero(sk, sizeof(sk));
}

void
seal_key_make(struct seal_key *k)
{
	hash_random(k->seed, sizeof(k->seed));
	from_seed(k);
}

void
seal_key_wipe(struct seal_key *k)
{
	sodium_memzero(k, sizeof(*k));
}

/* The next line without its end; false at the end of the text. */
static bool
next_line(const char **s, const char *end, const char **line, size_t *n)
{
	const char *nl;

	if (*s >= end)
		return false;
	if ((nl = memchr(*s, '\n', (size_t)(end - *s))) == NULL)
		nl = end;
	*line = *s;
	*n = (size_t)(nl - *s);
	if (*n > 0 && (*line)[*n - 1] == '\r')
		--*n;
	*s = nl == end ? end : nl + 1;
	return true;
}

static bool
begins(const char *s, size_t n, const char *word)
{
	return n >= strlen(word) && memcmp(s, word, strlen(word)) == 0;
}

/* Exactly want bytes in base64. */
static int
unbase64(void *out, size_t want, const char *s, size_t n)
{
	size_t got;

	if (sodium_base642bin(out, want, s, n, "\r\n", &got, NULL,
	    sodium_base64_VARIANT_ORIGINAL) != 0 || got != want)
		return -1;
	return 0;
}

/* The 32 bytes of a key in a PEM text. */
static int
read_pem(unsigned char out[32], const char *text, size_t n, const char *head,
    const char *tail, const unsigned char *der, size_t nder)
{
	unsigned char all[sizeof(private_der) + 32];
	const char *s = memmem(text, n, head, strlen(head)), *end;
	int r = -1;

	if (s == NULL)
		return -1;
	s += strlen(head);
	end = memmem(s, (size_t)(text + n - s), tail, strlen(tail));
	if (end != NULL && unbase64(all, nder + 32, s, (size_t)(end - s)) == 0
	    && memcmp(all, der, nder) == 0) {
		memcpy(out, all + nder, 32);
		r = 0;
	}
	sodium_memzero(all, sizeof(all));
	return r;
}

int
seal_key_load(struct seal_key *k, const char *path, struct err *err)
{
	char text[4096];
	ssize_t n;
	int fd, r = 0;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0 ||
	    (n = read(fd, text, sizeof(text))) < 0) {
		r = err_sys(err, ST_CONFIG, ERR_NO_FILE,
		    "The key %s cannot be read", path);
	} else if (read_pem(k->seed, text, (size_t)n, PRIVATE_HEAD,
	    PRIVATE_TAIL, private_der, sizeof(private_der)) != 0) {
		err_set(err, ST_CONFIG, "bad-key",
		    "The file %s holds no private Ed25519 key in PEM.", path);
		r = err_hint(err, "Make one with: openssl genpkey "
		    "-algorithm ed25519.");
	} else {
		from_seed(k);
	}
	sodium_memzero(text, sizeof(text));
	if (fd >= 0)
		close(fd);
	return r;
}

void
seal_private_pem(struct buf *b, const struct seal_key *k)
{
	unsigned char der[sizeof(private_der) + 32];

	memcpy(der, private_der, sizeof(private_der));
	memcpy(der + sizeof(private_der), k->seed, 32);
	buf_adds(b, PRIVATE_HEAD "\n");
	add_base64(b, der, sizeof(der));
	buf_adds(b, "\n" PRIVATE_TAIL "\n");
	sodium_memzero(der, sizeof(der));
}

void
seal_public_pem(struct buf *b, const struct seal_key *k)
{
	unsigned char der[sizeof(public_der) + PUB];

	memcpy(der, public_der, sizeof(public_der));
	memcpy(der + sizeof(public_der), k->pub, PUB);
	buf_adds(b, PUBLIC_HEAD "\n");
	add_base64(b, der, sizeof(der));
	buf_adds(b, "\n" PUBLIC_TAIL "\n");
}

static void
public_text(struct buf *b, const struct seal_key *k, const char *comment)
{
	struct signed_key p = { .alg = { 'E', 'd' } };

	key_id(p.id, k->pub);
	memcpy(p.pub, k->pub, PUB);
	buf_addf(b, UNTRUSTED "%s\n", comment);
	add_base64(b, &p, sizeof(p));
	buf_addc(b, '\n');
}

void
seal_public_minisign(struct buf *b, const struct seal_key *k)
{
	public_text(b, k, "minisign public key of a vigil ledger");
}

void
seal_public_signify(struct buf *b, const struct seal_key *k)
{
	public_text(b, k, "vigil ledger public key");
}

void
seal_sign_raw(struct buf *b, const struct seal_key *k, const char *text,
    size_t n)
{
	unsigned char sig[SIG];

	sign(sig, k, text, n);
	buf_add(b, sig, sizeof(sig));
}

static void
signature_text(struct buf *b, const struct seal_key *k, const char *text,
    size_t n, const char *comment, struct signed_sig *s)
{
	s->alg[0] = 'E';
	s->alg[1] = 'd';
	key_id(s->id, k->pub);
	sign(s->sig, k, text, n);
	buf_addf(b, UNTRUSTED "%s\n", comment);
	add_base64(b, s, sizeof(*s));
	buf_addc(b, '\n');
}

void
seal_sign_minisign(struct buf *b, const struct seal_key *k, const char *text,
    size_t n, const char *trusted_comment)
{
	struct buf all = BUF_INIT;
	struct signed_sig s;
	unsigned char global[SIG];

	signature_text(b, k, text, n, "signature of a vigil ledger", &s);
	buf_add(&all, s.sig, SIG);
	buf_adds(&all, trusted_comment);
	sign(global, k, all.p, all.n);
	buf_addf(b, TRUSTED "%s\n", trusted_comment);
	add_base64(b, global, SIG);
	buf_addc(b, '\n');
	buf_release(&all);
}

void
seal_sign_signify(struct buf *b, const struct seal_key *k, const char *text,
    size_t n)
{
	struct signed_sig s;

	signature_text(b, k, text, n, "verify with the vigil ledger's key",
	    &s);
}

/* *has_id: the form of the key has an id of its own. */
static int
read_public(struct signed_key *k, bool *has_id, const char *text, size_t n)
{
	const char *s = text, *end = text + n, *line;
	size_t len;

	*has_id = false;
	if (read_pem(k->pub, text, n, PUBLIC_HEAD, PUBLIC_TAIL, public_der,
	    sizeof(public_der)) == 0)
		return 0;
	*has_id = true;
	if (!next_line(&s, end, &line, &len) ||
	    !begins(line, len, UNTRUSTED) ||
	    !next_line(&s, end, &line, &len) ||
	    unbase64(k, sizeof(*k), line, len) != 0 ||
	    memcmp(k->alg, "Ed", 2) != 0)
		return -1;
	return 0;
}

static int
unreadable_signature(struct err *err)
{
	return err_set(err, ST_DATA, "bad-signature",
	    "The signature is in no form that vigil reads (64 bytes, "
	    "minisign, signify), or it is not whole.");
}

int
seal_verify(const char *pub, size_t npub, const char *sig, size_t nsig,
    const char *text, size_t n, struct err *err)
{
	struct signed_key k;
	struct signed_sig s;
	struct buf all = BUF_INIT;
	const char *p = sig, *end = sig + nsig, *line, *comment;
	unsigned char global[SIG];
	size_t len, ncomment;
	bool has_id;
	int r;

	if (read_public(&k, &has_id, pub, npub) != 0)
		return err_set(err, ST_DATA, "bad-key",
		    "The public key is in no form that vigil reads (PEM, "
		    "minisign, signify).");
	if (nsig == SIG)
		return crypto_sign_verify_detached((const unsigned char *)sig,
		    (const unsigned char *)text, n, k.pub) == 0;
	if (!next_line(&p, end, &line, &len) ||
	    !begins(line, len, UNTRUSTED) ||
	    !next_line(&p, end, &line, &len) ||
	    unbase64(&s, sizeof(s), line, len) != 0 ||
	    memcmp(s.alg, "Ed", 2) != 0)
		return unreadable_signature(err);
	r = (!has_id || memcmp(s.id, k.id, KEY_ID) == 0) &&
	    crypto_sign_verify_detached(s.sig, (const unsigned char *)text, n,
	    k.pub) == 0;
	if (!next_line(&p, end, &comment, &ncomment))
		return r;
	/* minisign's: the comment is signed too. */
	if (!begins(comment, ncomment, TRUSTED) ||
	    !next_line(&p, end, &line, &len) ||
	    unbase64(global, SIG, line, len) != 0 || p != end)
		return unreadable_signature(err);
	buf_add(&all, s.sig, SIG);
	buf_add(&all, comment + strlen(TRUSTED), ncomment - strlen(TRUSTED));
	if (crypto_sign_verify_detached(global, (const unsigned char *)all.p,
	    all.n, k.pub) != 0)
		r = 0;
	buf_release(&all);
	return r;
}
