/**
 * Reports: their definitions (folders under {@code reports}), CSV files, workbooks, and the editions in which they are
 * given out. Owns {@code report.*}; its SQL reads {@code fact} and {@code recon}, as a database role that may read nothing
 * else; writes files below {@code vss.reports.out}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform :: *"})
package vssledger.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
