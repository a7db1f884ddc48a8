/* SPDX-License-Identifier: ISC */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/core/hash.h"
#include "store/ledger/seal.h"

static struct err err;
static const char text[] = "vigil checkpoint 1\nentries 3\n";
#define LEN (sizeof(text) - 1)

static char folder[64];

static int
setup(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/vigil-seal-XXXXXX");
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
teardown(void **state)
{
	char command[128];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

static void
write_file(const char *name, const char *s, size_t n)
{
	char p[128];
	FILE *f;

	snprintf(p, sizeof(p), "%s/%s", folder, name);
	f = fopen(p, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(s, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* The key of RFC 8032, section 7.1, test 3. */
static void
load_known_key(struct seal_key *k)
{
	static const char pem[] = "-----BEGIN PRIVATE KEY-----\n"
	    "MC4CAQAwBQYDK2VwBCIEIMWqjfQ/n4N77bdELzHct7Fm04U1B28JS4XOOi4LRFj3\n"
	    "-----END PRIVATE KEY-----\n";
	char p[128];

	write_file("key.pem", pem, sizeof(pem) - 1);
	snprintf(p, sizeof(p), "%s/key.pem", folder);
	if (seal_key_load(k, p, &err) != 0)
		fail_msg("%s", err.msg);
}

static void
a_known_key_makes_a_known_signature(void **state)
{
	struct seal_key k;
	struct buf b = BUF_INIT;
	char hex[129];

	(void)state;
	load_known_key(&k);
	hash_hex(hex, k.pub, sizeof(k.pub));
	assert_string_equal(hex, "fc51cd8e6218a1a38da47ed00230f058"
	    "0816ed13ba3303ac5deb911548908025");
	seal_sign_raw(&b, &k, "\xaf\x82", 2);
	assert_int_equal(b.n, 64);
	hash_hex(hex, (const unsigned char *)b.p, 64);
	assert_string_equal(hex, "6291d657deec24024827e69c3abe01a3"
	    "0ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
	    "4a7c15e9716ed28dc027beceea1ec40a");
	buf_reset(&b);
	seal_private_pem(&b, &k);
	assert_non_null(strstr(b.p, "\nMC4CAQAwBQYDK2VwBCIEIMWqjfQ/n4N77bdE"
	    "LzHct7Fm04U1B28JS4XOOi4LRFj3\n"));
	seal_key_wipe(&k);
	for (size_t i = 0; i < sizeof(k.seed); i++)
		assert_int_equal(k.seed[i], 0);
	buf_release(&b);
}

typedef void public_form(struct buf *, const struct seal_key *);

static void
each_form_of_key_verifies_each_form_of_signature(void **state)
{
	public_form *const forms[] = { seal_public_pem, seal_public_minisign,
		seal_public_signify };
	struct seal_key k, stranger;
	struct buf pub = BUF_INIT, wrong = BUF_INIT, sig = BUF_INIT;

	(void)state;
	seal_key_make(&k);
	seal_key_make(&stranger);
	for (int f = 0; f < 3; f++) {
		buf_reset(&pub);
		forms[f](&pub, &k);
		buf_reset(&wrong);
		forms[f](&wrong, &stranger);
		for (int g = 0; g < 3; g++) {
			buf_reset(&sig);
			if (g == 0)
				seal_sign_raw(&sig, &k, text, LEN);
			else if (g == 1)
				seal_sign_minisign(&sig, &k, text, LEN,
				    "entries:3");
			else
				seal_sign_signify(&sig, &k, text, LEN);
			assert_int_equal(seal_verify(pub.p, pub.n, sig.p,
			    sig.n, text, LEN, &err), 1);
			assert_int_equal(seal_verify(pub.p, pub.n, sig.p,
			    sig.n, text, LEN - 1, &err), 0);
			assert_int_equal(seal_verify(wrong.p, wrong.n, sig.p,
			    sig.n, text, LEN, &err), 0);
		}
	}
	buf_release(&pub);
	buf_release(&wrong);
	buf_release(&sig);
}

/* Every byte of a minisign signature counts, its trusted comment's too. */
static void
no_altered_signature_passes(void **state)
{
	struct seal_key k;
	struct buf pub = BUF_INIT, sig = BUF_INIT;
	size_t first;

	(void)state;
	seal_key_make(&k);
	seal_public_minisign(&pub, &k);
	seal_sign_minisign(&sig, &k, text, LEN, "entries:3");
	first = (size_t)(strchr(sig.p, '\n') - sig.p);
	for (size_t i = first; i < sig.n - 1; i++) {
		sig.p[i] = (char)(sig.p[i] ^ 1);
		assert_int_not_equal(seal_verify(pub.p, pub.n, sig.p, sig.n,
		    text, LEN, &err), 1);
		sig.p[i] = (char)(sig.p[i] ^ 1);
	}
	for (size_t n = 0; n < sig.n - 1; n++) {
		/* Without its last two lines it is a signify signature. */
		if (n == first + 1 + 100 || n == first + 1 + 100 + 1)
			continue;
		assert_int_equal(seal_verify(pub.p, pub.n, sig.p, n,
		    text, LEN, &err), n == 64 ? 0 : -1);
	}
	assert_int_equal(seal_verify("x", 1, sig.p, sig.n, text, LEN, &err),
	    -1);
	assert_int_equal(err.status, ST_DATA);
	buf_release(&pub);
	buf_release(&sig);
}

static void
what_is_no_key_is_refused(void **state)
{
	struct seal_key k;
	char p[128];

	(void)state;
	snprintf(p, sizeof(p), "%s/none.pem", folder);
	assert_int_equal(seal_key_load(&k, p, &err), -1);
	assert_int_equal(err.status, ST_CONFIG);
	write_file("none.pem", "-----BEGIN PRIVATE KEY-----\nMC4C\n"
	    "-----END PRIVATE KEY-----\n", 58);
	assert_int_equal(seal_key_load(&k, p, &err), -1);
	assert_string_equal(err.code, "bad-key");
}

static bool
installed(const char *tool)
{
	char command[128];

	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1",
	    tool);
	return system(command) == 0;
}

static int
run(const char *command)
{
	char all[512];

	snprintf(all, sizeof(all), "cd '%s' && %s >/dev/null 2>&1", folder,
	    command);
	return system(all);
}

static void
the_public_tools_verify_a_seal(void **state)
{
	static const struct {
		const char *tool;
		const char *verify;
	} tools[] = {
		{ "openssl", "openssl pkeyutl -verify -pubin -inkey pub.pem "
		    "-rawin -in text -sigfile raw.sig" },
		{ "minisign", "minisign -V -p mini.pub -m text -x mini.sig" },
		{ "signify-openbsd", "signify-openbsd -V -p sig.pub -m text "
		    "-x sig.sig" },
	};
	struct seal_key k;
	struct buf b = BUF_INIT;
	int ran = 0;

	(void)state;
	seal_key_make(&k);
	seal_public_pem(&b, &k);
	write_file("pub.pem", b.p, b.n);
	buf_reset(&b);
	seal_public_minisign(&b, &k);
	write_file("mini.pub", b.p, b.n);
	buf_reset(&b);
	seal_public_signify(&b, &k);
	write_file("sig.pub", b.p, b.n);
	buf_reset(&b);
	seal_sign_raw(&b, &k, text, LEN);
	write_file("raw.sig", b.p, b.n);
	buf_reset(&b);
	seal_sign_minisign(&b, &k, text, LEN, "entries:3");
	write_file("mini.sig", b.p, b.n);
	buf_reset(&b);
	seal_sign_signify(&b, &k, text, LEN);
	write_file("sig.sig", b.p, b.n);
	for (size_t i = 0; i < sizeof(tools) / sizeof(*tools); i++) {
		if (!installed(tools[i].tool))
			continue;
		write_file("text", text, LEN);
		if (run(tools[i].verify) != 0)
			fail_msg("%s does not verify the seal",
			    tools[i].tool);
		write_file("text", text, LEN - 1);
		assert_int_not_equal(run(tools[i].verify), 0);
		ran++;
	}
	/* The key of openssl is ours, and its signature too. */
	if (installed("openssl")) {
		char p[128], sig[65];
		FILE *f;

		write_file("text", text, LEN);
		assert_int_equal(run("openssl genpkey -algorithm ed25519 "
		    "-out o.pem && openssl pkeyutl -sign -inkey o.pem -rawin "
		    "-in text -out o.sig"), 0);
		snprintf(p, sizeof(p), "%s/o.pem", folder);
		assert_int_equal(seal_key_load(&k, p, &err), 0);
		snprintf(p, sizeof(p), "%s/o.sig", folder);
		f = fopen(p, "r");
		assert_int_equal(fread(sig, 1, sizeof(sig), f), 64);
		fclose(f);
		buf_reset(&b);
		seal_public_pem(&b, &k);
		assert_int_equal(seal_verify(b.p, b.n, sig, 64, text, LEN,
		    &err), 1);
	}
	buf_release(&b);
	if (ran == 0)
		skip();
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_known_key_makes_a_known_signature),
		T(each_form_of_key_verifies_each_form_of_signature),
		T(no_altered_signature_passes),
		T(what_is_no_key_is_refused),
		T(the_public_tools_verify_a_seal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
