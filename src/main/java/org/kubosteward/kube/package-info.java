/** The Kubernetes API in our few verbs, a deadline on every call, and nothing else. */
@NullMarked
package org.kubosteward.kube;

import org.jspecify.annotations.NullMarked;
