/**
 * The order of the steps: which days a run carries from the inbox to the reports, its lock, its history, and whether
 * the books balance. Owns {@code pipeline.*} and {@code batch.*}.
 */
@NullMarked
package vssledger.pipeline;

import org.jspecify.annotations.NullMarked;
