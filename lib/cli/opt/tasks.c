/* SPDX-License-Identifier: ISC */
#include "cli/opt/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "base/core/mem.h"
#include "base/text/text.h"
#include "base/yaml/yaml.h"
#include "cli/frame/cmd.h"
#include "opt_part.h"

#define NAMES 22 /* columns for the name of a command */

static const struct yaml *
topics(const struct yaml *root, struct err *err)
{
	const struct yaml *list = yaml_get(root, "topics");

	if (list != NULL && list->type == YAML_LIST)
		return list->child;
	yaml_fail(root, err, "The list of tasks has no topics.");
	return NULL;
}

static const struct yaml *
tasks_of(const struct yaml *topic)
{
	const struct yaml *list = yaml_get(topic, "tasks");

	return list != NULL && list->type == YAML_LIST ? list->child : NULL;
}

/* The next command named in a text, which is moved behind its name. */
static const struct command *
next_named(const char **text)
{
	static const char inside[] = "abcdefghijklmnopqrstuvwxyz-";
	const struct command *c = NULL;
	char *word;
	size_t n;

	while (c == NULL && **text != '\0') {
		*text += strcspn(*text, inside);
		n = strspn(*text, inside);
		word = mem_copy(*text, n);
		c = command_named(word);
		free(word);
		*text += n;
	}
	return c;
}

static void
put_command(struct buf *b, const struct command *c)
{
	size_t n = strlen(c->name);

	buf_addf(b, "  %-*s", NAMES, c->name);
	opt_wrap(b, c->summary, n < NAMES ? NAMES + 2 : n + 2, NAMES + 2);
}

/* Each command once, below the topic that names it first. */
static void
put_topic(struct buf *b, const struct yaml *topic, bool *told)
{
	const struct yaml *task = tasks_of(topic), *use;
	const struct command *const *all = commands_all();
	const struct command *c;
	const char *text;
	size_t i;

	for (; task != NULL; task = task->next) {
		if ((use = yaml_get(task, "use")) == NULL)
			continue;
		text = use->value;
		while ((c = next_named(&text)) != NULL) {
			for (i = 0; all[i] != c; i++)
				;
			if (!told[i])
				put_command(b, c);
			told[i] = true;
		}
	}
}

int
tasks_list(struct buf *b, const char *file, struct err *err)
{
	struct yaml *root = yaml_load(file, err);
	const struct yaml *topic = root == NULL ? NULL : topics(root, err);
	const char *name;
	bool *told;
	size_t n = 0;

	if (topic == NULL) {
		yaml_free(root);
		return -1;
	}
	while (commands_all()[n] != NULL)
		n++;
	told = mem_alloc(n * sizeof(*told));
	for (; topic != NULL; topic = topic->next) {
		name = "";
		if (yaml_str(topic, "topic", true, &name, err) == -1)
			break;
		buf_addf(b, "%s\n", name);
		put_topic(b, topic, told);
		buf_addc(b, '\n');
	}
	free(told);
	yaml_free(root);
	return topic == NULL ? 0 : -1;
}

static bool
holds(const char *text, const struct buf *folded)
{
	struct buf b = BUF_INIT;
	bool found;

	text_lower(&b, text, strlen(text));
	found = strstr(buf_str(&b), folded->p) != NULL;
	buf_release(&b);
	return found;
}

static int
find_tasks(struct buf *b, const struct yaml *topic, const struct buf *word)
{
	const struct yaml *task, *when, *use;
	int found = 0;

	for (; topic != NULL; topic = topic->next) {
		for (task = tasks_of(topic); task != NULL;
		    task = task->next) {
			when = yaml_get(task, "when");
			use = yaml_get(task, "use");
			if (when == NULL || use == NULL ||
			    !holds(when->value, word))
				continue;
			opt_wrap(b, when->value, 0, 0);
			buf_adds(b, "    ");
			opt_wrap(b, use->value, 4, 4);
			found++;
		}
	}
	return found;
}

int
tasks_find(struct buf *b, const char *file, const char *word, struct err *err)
{
	struct yaml *root = yaml_load(file, err);
	const struct yaml *topic = root == NULL ? NULL : topics(root, err);
	const struct command *const *all = commands_all();
	struct buf folded = BUF_INIT;
	int found = -1;

	if (topic != NULL) {
		text_lower(&folded, word, text_utf8(word, strlen(word)));
		buf_str(&folded);
		found = find_tasks(b, topic, &folded);
		for (size_t i = 0; all[i] != NULL; i++) {
			if (!holds(all[i]->name, &folded) &&
			    !holds(all[i]->summary, &folded))
				continue;
			put_command(b, all[i]);
			found++;
		}
	}
	buf_release(&folded);
	yaml_free(root);
	return found;
}
