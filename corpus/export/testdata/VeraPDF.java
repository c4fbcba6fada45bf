import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF files against PDF/A-2a and PDF/UA-1 by veraPDF's library; prints "compliant" or what is wrong, and exits with 1 if anything is. */
public class VeraPDF {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean wrong = false;
        for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1}) {
            for (String file : files) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
                    ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
                    System.out.println(flavour.getId() + " " + file + (result.isCompliant() ? ": compliant" : ": WRONG"));
                    wrong |= !result.isCompliant();
                    Map<String, Integer> failed = new TreeMap<>();
                    for (TestAssertion a : result.getTestAssertions()) {
                        if (a.getStatus() == TestAssertion.Status.FAILED) {
                            failed.merge(a.getRuleId() + " " + a.getMessage() + " at " + a.getLocation().getContext().replaceAll("\\d+", "#"), 1, Integer::sum);
                        }
                    }
                    failed.forEach((what, times) -> System.out.println("  " + times + " times: " + what));
                }
            }
        }
        System.exit(wrong ? 1 : 0);
    }
}
