package vssledger.report;

import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** How a sheet comes out of a printer: A4 across, as wide as the page, numbered. */
final class PrintLayout {

    private PrintLayout() {}

    static void apply(XSSFSheet sheet, String title, WorkbookInfo info) {
        sheet.setFitToPage(true);
        var print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setMargin(PageMargin.LEFT, 0.5);
        sheet.setMargin(PageMargin.RIGHT, 0.5);
        sheet.setMargin(PageMargin.TOP, 0.8);
        sheet.setMargin(PageMargin.BOTTOM, 0.7);
        // an ampersand starts a code there
        sheet.getHeader().setLeft(title.replace("&", "&&"));
        sheet.getHeader().setRight(info.range().inWords());
        sheet.getFooter().setLeft("VSS Ledger" + (info.edition() == null ? "" : ", edition " + info.edition()));
        sheet.getFooter().setRight("Page &P of &N");
    }
}
