using Portal.Web.Documents;

namespace Portal.UnitTests.Documents;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=HYPERLINK(A1)", "\"'=HYPERLINK(A1)\"")]
    [InlineData("+44 20 7946 0000", "\"'+44 20 7946 0000\"")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    public void A_cell_that_would_run_as_a_formula_becomes_text(string typed, string written) => CsvText.Cell(typed).ShouldBe(written);

    [Theory]
    [InlineData("", "")]
    [InlineData("Section 11 audit", "Section 11 audit")]
    [InlineData("a=b", "a=b")]
    [InlineData("audit, 2014", "\"audit, 2014\"")]
    [InlineData("the \"Munro\" review", "\"the \"\"Munro\"\" review\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("one;two", "\"one;two\"")]
    [InlineData(" kept ", "\" kept \"")]
    public void Other_text_is_quoted_only_where_it_must_be(string typed, string written) => CsvText.Cell(typed).ShouldBe(written);

    [Fact]
    public void A_line_ends_as_the_standard_says() => CsvText.Line("a", "b,c", "").ShouldBe("a,\"b,c\",\r\n");
}
