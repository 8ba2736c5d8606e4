package vssledger.report.xlsx;

import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** How a sheet comes out of a printer: A4 across, as wide as the page, numbered. */
public final class PrintLayout {

    /** Characters in the width of a page that can still be read. */
    private static final int MOST_OF_A_PAGE = 243;

    private PrintLayout() {}

    /** Characters and lines of a page at full size, upright and across. */
    private static final int WIDTH_UPRIGHT = 100;

    private static final int LINES_UPRIGHT = 56;
    private static final int LINES_ACROSS = 37;

    /** So small a page can still be read. */
    private static final double SMALLEST = 0.66;

    /**
     * A narrow table stands upright; a short one is made to fit on one page. One that is too wide for a page goes on in others, with
     * its first column on each.
     *
     * @param lines that are printed
     * @return whether all lines are on one page
     */
    static boolean fit(XSSFSheet sheet, int characters, int lines) {
        var isUpright = characters <= WIDTH_UPRIGHT / SMALLEST && lines > LINES_ACROSS;
        if (isUpright) {
            sheet.getPrintSetup().setLandscape(false);
        }
        var isOnePage = lines <= (isUpright ? LINES_UPRIGHT : LINES_ACROSS) / SMALLEST;
        if (isOnePage) {
            sheet.getPrintSetup().setFitHeight((short) 1);
        }
        if (characters > MOST_OF_A_PAGE) {
            sheet.getPrintSetup().setFitWidth((short) ((characters - 1) / MOST_OF_A_PAGE + 1));
            sheet.setRepeatingColumns(CellRangeAddress.valueOf("A:A"));
        }
        return isOnePage;
    }

    public static void apply(XSSFSheet sheet, String title, WorkbookInfo info) {
        sheet.setFitToPage(true);
        var print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setMargin(PageMargin.LEFT, 0.4);
        sheet.setMargin(PageMargin.RIGHT, 0.4);
        sheet.setMargin(PageMargin.TOP, 0.8);
        sheet.setMargin(PageMargin.BOTTOM, 0.7);
        // an ampersand starts a code there
        sheet.getHeader().setLeft(title.replace("&", "&&"));
        sheet.getHeader().setRight(info.scope().inWords());
        sheet.getFooter().setLeft("VSS Ledger" + (info.edition() == null ? "" : ", edition " + info.edition()));
        sheet.getFooter().setRight("Page &P of &N");
    }
}
