using DocumentFormat.OpenXml.Wordprocessing;
using System.Text;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Reading;

namespace Portal.UnitTests.Reading;

public sealed class ReadingDocuments
{
    private static readonly ReadingLimits _limits = new();

    [Fact]
    public void A_pdf_is_read_page_by_page()
    {
        var read = Read(Documents.Pdf("Neglect was found early.", "", "Children were seen alone."), AcceptedTypes.Pdf);

        (read.State, read.Unit).ShouldBe((ReadingState.Read, PageUnit.Page));
        read.Pages.Select(p => p.Text).ShouldBe(["Neglect was found early.", "", "Children were seen alone."]);
    }

    [Fact]
    public void A_pdf_of_which_no_page_has_text_is_said_to_have_none() =>
        Read(Documents.Pdf("", ""), AcceptedTypes.Pdf).ShouldBe(ReadText.Without(ReadingState.NoText), Same);

    [Fact]
    public void A_word_document_has_the_pages_it_had_when_it_was_saved()
    {
        var read = Read(Documents.Docx(true, "First page.", "Second page."), AcceptedTypes.Docx);

        read.Unit.ShouldBe(PageUnit.Page);
        read.Pages.Select(p => p.Text).ShouldBe(["First page.", "Second page."]);
    }

    [Fact]
    public void A_break_that_somebody_put_there_and_the_page_that_word_laid_out_behind_it_are_one()
    {
        var read = Read(Documents.DocxOf(
            new Text("First page."), PageBreak(), new LastRenderedPageBreak(), new Text("Second page."), PageBreak(), new LastRenderedPageBreak(), PageBreak(), new LastRenderedPageBreak(),
            new Text("Fourth page."), new LastRenderedPageBreak(), new Text("Fifth page.")), AcceptedTypes.Docx);

        read.Unit.ShouldBe(PageUnit.Page);
        read.Pages.Select(p => p.Text.Trim()).ShouldBe(["First page.", "Second page.", "", "Fourth page.", "Fifth page."]);
    }

    [Fact]
    public void Breaks_in_a_document_that_word_never_laid_out_are_no_pages_and_nothing_of_it_is_lost()
    {
        var read = Read(Documents.DocxOf([new Text("Cover"), PageBreak(), .. Enumerable.Range(0, 2_000).Select(i => new Text($"Paragraph {i} says that {new string('x', 40)}."))]), AcceptedTypes.Docx);

        read.Unit.ShouldBe(PageUnit.Part);
        string.Join('\n', read.Pages.Select(p => p.Text)).ShouldContain("Paragraph 1999 says");
    }

    [Fact]
    public void A_text_with_a_leaf_that_is_too_long_for_a_page_is_read_whole_in_parts()
    {
        var read = Read(Encoding.UTF8.GetBytes("Cover\f" + string.Concat(Enumerable.Range(0, 3_000).Select(i => $"Line {i} says that {new string('x', 40)}.\n"))), AcceptedTypes.Text);

        read.Unit.ShouldBe(PageUnit.Part);
        string.Join('\n', read.Pages.Select(p => p.Text)).ShouldContain("Line 2999 says");
    }

    [Fact]
    public void A_word_document_that_was_never_laid_out_is_read_in_parts()
    {
        var read = Read(Documents.Docx(false, [.. Enumerable.Range(0, 100).Select(i => $"Paragraph {i} says that {new string('x', 60)}.")]), AcceptedTypes.Docx);

        read.Unit.ShouldBe(PageUnit.Part);
        read.Pages.Count.ShouldBe(3);
        string.Join('\n', read.Pages.Select(p => p.Text)).Split('\n').Length.ShouldBe(100);
    }

    [Fact]
    public void A_presentation_is_read_slide_by_slide()
    {
        var read = Read(Documents.Pptx("Our area", "What we found"), AcceptedTypes.Pptx);

        (read.State, read.Unit).ShouldBe((ReadingState.Read, PageUnit.Slide));
        read.Pages.Select(p => p.Text).ShouldBe(["Our area", "What we found"]);
    }

    [Fact]
    public void The_names_of_the_columns_stand_on_each_page_of_a_table()
    {
        var read = Read(Encoding.UTF8.GetBytes("Child,Seen\n" + string.Concat(Enumerable.Range(0, 250).Select(i => $"{i},yes\n"))), AcceptedTypes.Csv);

        read.Pages.Count.ShouldBe(3);
        read.Pages.ShouldAllBe(page => page.Text.StartsWith("Child\tSeen\n"));
        read.Pages.Sum(page => page.Text.Split('\n').Length - 1).ShouldBe(250);
    }

    [Fact]
    public void A_table_is_as_wide_as_a_page_can_show()
    {
        var read = Read(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 14_000)) + "\n1,2\n"), AcceptedTypes.Csv);

        read.Pages.ShouldHaveSingleItem().Text.Split('\n').Select(row => row.Split('\t').Length).ShouldBe([256, 2]);
    }

    [Fact]
    public void A_workbook_is_read_as_tables_under_the_names_of_its_sheets()
    {
        var read = Read(Documents.Xlsx(("Referrals", [["Month", "Count"], ["March", "12"]]), ("Audits", [["Theme"], ["Neglect"]])), AcceptedTypes.Xlsx);

        read.Pages.Select(p => (p.Label, p.IsTable, p.Text)).ShouldBe([("Referrals", true, "Month\tCount\nMarch\t12"), ("Audits", true, "Theme\nNeglect")]);
    }

    [Fact]
    public void An_opendocument_text_has_the_pages_it_had_when_it_was_saved_and_neither_comments_nor_what_was_deleted()
    {
        var read = Read(Documents.OpenDocument("text", """
            <text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion></text:changed-region></text:tracked-changes>
            <text:h>Audit of
               neglect</text:h>
            <text:p>Seen<text:s text:c="2"/>within <text:span>a</text:span> <text:span>day</text:span><office:annotation><text:p>Really?</text:p></office:annotation>.</text:p>
            <text:p>Over<text:soft-page-break/>leaf<text:note><text:note-body><text:p>A footnote.</text:p></text:note-body></text:note></text:p>
            """), AcceptedTypes.Odt);

        (read.State, read.Unit).ShouldBe((ReadingState.Read, PageUnit.Page));
        read.Pages.Select(p => p.Text).ShouldBe(["Audit of neglect\nSeen within a day.\nOver", "leafA footnote."]);
    }

    [Fact]
    public void An_opendocument_text_that_was_never_laid_out_is_read_in_parts() =>
        Read(Documents.OpenDocument("text", "<text:p>One.</text:p><text:p/><text:p>Two.</text:p>"), AcceptedTypes.Odt)
            .ShouldSatisfyAllConditions(read => read.Unit.ShouldBe(PageUnit.Part), read => read.Pages.Single().Text.ShouldBe("One.\n\nTwo."));

    [Fact]
    public void An_opendocument_spreadsheet_is_read_as_tables_whose_repeated_cells_are_there_and_whose_empty_rows_are_not()
    {
        var read = Read(Documents.OpenDocument("spreadsheet", """
            <table:table table:name="Referrals">
              <table:table-row><table:table-cell><text:p>Month</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>Count</text:p></table:table-cell></table:table-row>
              <table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>March</text:p></table:table-cell><table:covered-table-cell/><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row>
              <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            </table:table>
            <table:table table:name="Empty"/>
            <table:table table:name="Audits"><table:table-row><table:table-cell><text:p>Neglect</text:p></table:table-cell></table:table-row></table:table>
            """), AcceptedTypes.Ods);

        read.Pages.Select(p => (p.Label, p.IsTable, p.Text)).ShouldBe(
            [("Referrals", true, "Month\tCount\tCount\nMarch\t\t12\nMarch\t\t12"), ("Empty", true, ""), ("Audits", true, "Neglect")]);
    }

    [Fact]
    public void An_opendocument_presentation_is_read_slide_by_slide_with_its_notes()
    {
        var read = Read(Documents.OpenDocument("presentation", """
            <draw:page draw:name="a"><draw:frame><draw:text-box><text:p>Our area</text:p></draw:text-box></draw:frame><presentation:notes><text:p>Say it slowly.</text:p></presentation:notes></draw:page>
            <draw:page draw:name="b"><text:p>What we found</text:p></draw:page>
            """), AcceptedTypes.Odp);

        (read.State, read.Unit).ShouldBe((ReadingState.Read, PageUnit.Slide));
        read.Pages.Select(p => p.Text).ShouldBe(["Our area\nSay it slowly.", "What we found"]);
    }

    [Fact]
    public void A_row_that_is_said_to_be_there_a_million_times_is_read_a_hundred_times()
    {
        var pages = Read(Documents.OpenDocument("spreadsheet", """
            <table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>
            """), AcceptedTypes.Ods).Pages;

        (pages.Sum(p => p.Text.Split('\n').Length) - (pages.Count - 1)).ShouldBe(100, "the first row stands on each page");
    }

    [Fact]
    public void An_email_is_read_with_who_wrote_it_and_without_what_a_web_page_would_run()
    {
        var text = Read(Documents.Eml("Audit of cafés", "Seen within a day"), AcceptedTypes.Email).Pages.Single().Text;

        text.ShouldContain("Subject: Audit of cafés");
        text.ShouldContain("Seen within a day");
        text.ShouldContain("Attached: audit.pdf");
        text.ShouldNotContain("alert");
    }

    [Fact]
    public void A_text_with_form_feeds_has_pages() =>
        Read(Encoding.UTF8.GetBytes("one\ftwo\fthree\f"), AcceptedTypes.Text).Pages.Select(p => p.Text).ShouldBe(["one", "two", "three"]);

    [Fact]
    public void A_text_in_windows_1252_keeps_its_letters() =>
        Read([(byte)'c', (byte)'a', (byte)'f', 0xE9, (byte)' ', 0x96], AcceptedTypes.Text).Pages.Single().Text.ShouldBe("café –");

    [Fact]
    public void A_csv_is_a_table_and_one_that_is_none_is_text()
    {
        Read("Month,Count\nMarch,\"12, or so\"\n"u8.ToArray(), AcceptedTypes.Csv).Pages.Single().ShouldBe(new ReadPage("Month\tCount\nMarch\t12, or so", null, true));
        Read("a,b\n\"open"u8.ToArray(), AcceptedTypes.Csv).Pages.Single().Text.ShouldContain("open");
    }

    [Fact]
    public void A_web_page_is_read_without_its_scripts_however_deep_it_is()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 3000)) + "deep<script>run()</script>";

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(deep));
        DocumentReader.Read(content, "text/html", _limits).Pages.Single().Text.ShouldBe("deep");
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("application/vnd.openxmlformats-officedocument.presentationml.presentation")]
    [InlineData("application/vnd.oasis.opendocument.text")]
    [InlineData("application/vnd.oasis.opendocument.spreadsheet")]
    [InlineData("application/vnd.oasis.opendocument.presentation")]
    public void What_is_not_what_it_should_be_is_damaged(string contentType)
    {
        using var content = new MemoryStream("%PDF-1.7 and nothing else"u8.ToArray());
        DocumentReader.Read(content, contentType, _limits).State.ShouldBe(ReadingState.Damaged);
    }

    [Fact]
    public void A_recording_is_not_read() => Read([1, 2, 3], AcceptedTypes.Mp3).State.ShouldBe(ReadingState.NotReadable);

    [Fact]
    public void More_pages_or_more_text_than_allowed_are_too_large()
    {
        Read(Documents.Pdf("one", "two", "three"), AcceptedTypes.Pdf, new ReadingLimits { MostPages = 2 }).State.ShouldBe(ReadingState.TooLarge);
        Read(Encoding.UTF8.GetBytes(new string('x', 2000)), AcceptedTypes.Text, new ReadingLimits { MostCharacters = 1000 }).State.ShouldBe(ReadingState.TooLarge);
    }

    [Fact]
    public void A_document_that_would_unpack_out_of_measure_is_too_large_before_it_is_unpacked() =>
        Read(Documents.Bomb(30), AcceptedTypes.Docx, new ReadingLimits { MostUnpackedBytes = 20_000_000 }).State.ShouldBe(ReadingState.TooLarge);

    [Fact]
    public void Characters_that_no_database_takes_are_left_out_and_every_place_still_leads_to_its_page()
    {
        var read = Read(Encoding.UTF8.GetBytes("a\u0000b\ud83d\ude00\r\nc\fsecond"), AcceptedTypes.Text);
        var text = FileText.Waiting(new string('a', 64));
        var pages = text.Keep(read, null, 1, new DateTime(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc));

        pages.Select(p => (p.Number, p.Start, p.Text)).ShouldBe([(1, 0, "ab\ud83d\ude00\nc"), (2, 6, "second")]);
        text.Length.ShouldBe(12);
    }

    [Fact]
    public void A_file_that_waits_is_not_asked_for_twice()
    {
        var text = FileText.Waiting(new string('a', 64));
        Should.Throw<Domain.Common.RuleBroken>(text.TryAgain).Code.ShouldBe("reading.waiting");
        text.Keep(ReadText.Without(ReadingState.TookTooLong), null, 1, default);
        text.TryAgain();
        (text.State, text.Attempt).ShouldBe((ReadingState.Waiting, 2));
    }

    private static ReadText Read(byte[] content, AcceptedType type, ReadingLimits? limits = null)
    {
        using var stream = new MemoryStream(content);
        return DocumentReader.Read(stream, type.ContentType, limits ?? _limits);
    }

    private static IEqualityComparer<ReadText> Same { get; } = EqualityComparer<ReadText>.Create((a, b) => a!.State == b!.State && a.Pages.Count == b.Pages.Count, r => (int)r.State);

    private static Break PageBreak() => new() { Type = BreakValues.Page };
}
