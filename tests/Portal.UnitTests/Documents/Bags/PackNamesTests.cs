using System.Text;
using CsCheck;
using Portal.Web.Documents.Bags;

namespace Portal.UnitTests.Documents.Bags;

public sealed class PackNamesTests
{
    [Theory]
    [InlineData("Section 11 audit 2014", ".pdf", "012 Section 11 audit 2014.pdf")]
    [InlineData("  Minutes:  Executive/Board ", ".DOCX", "012 Minutes - Executive-Board.docx")]
    [InlineData("What \"better\" looks like?", ".pdf", "012 What 'better' looks like.pdf")]
    [InlineData("50% of cases", ".pdf", "012 50 per cent of cases.pdf")]
    [InlineData("Zoe\u0308’s view…", ".txt", "012 Zoë’s view….txt")]
    [InlineData("Line\r\none\ttwo\u202E\u0000", ".txt", "012 Line one two.txt")]
    [InlineData("Ends with dots...", ".txt", "012 Ends with dots.txt")]
    [InlineData("../../etc/passwd", ".txt", "012 ..-..-etc-passwd.txt")]
    public void A_title_becomes_a_name_people_can_read(string title, string extension, string name) =>
        new PackNames().ForEvidence(12, title, extension).ShouldBe(name);

    [Theory]
    [InlineData("CON", "File CON.txt")]
    [InlineData("aux.old", "File aux.old.txt")]
    [InlineData("???", "Untitled.txt")]
    [InlineData("-rf", "rf.txt")]
    [InlineData(".hidden", "hidden.txt")]
    [InlineData("com¹", "File com¹.txt")]
    [InlineData("LPT9 .x", "File LPT9 .x.txt")]
    [InlineData("..", "Untitled.txt")]
    [InlineData("..\\..\\windows\\system32", "windows-system32.txt")]
    [InlineData("C:\\audit", "C --audit.txt")]
    [InlineData("audit.pdf\u202Etxt.exe", "audit.pdftxt.exe.txt")]
    [InlineData("a\u200Bb\uFEFFc\u00ADd", "abcd.txt")]
    [InlineData("one\u2003two\u00A0three\u2028four", "one two three four.txt")]
    [InlineData("\uD800lone\uDC00", "lone.txt")]
    [InlineData("\uE000private", "private.txt")]
    [InlineData("％2e％2e／x", "％2e％2e／x.txt")]
    public void A_name_that_a_system_would_misread_is_changed(string title, string name) => new PackNames().For(title, ".txt").ShouldBe(name);

    [Fact]
    public void Names_that_differ_only_by_case_or_Unicode_form_are_numbered()
    {
        var names = new PackNames();

        names.For("Zoë", ".txt").ShouldBe("Zoë.txt");
        names.For("ZOË", ".txt").ShouldBe("ZOË (2).txt");
        names.For("Zoe\u0308", ".TXT").ShouldBe("Zoë (3).txt");
    }

    [Theory]
    [InlineData(".PDF", "Audit.pdf")]
    [InlineData("", "Audit")]
    [InlineData(".", "Audit")]
    [InlineData(".p/../../df", "Audit")]
    [InlineData(".p\u0000df", "Audit")]
    [InlineData(".\u202Efdp", "Audit")]
    [InlineData(".elevenchars", "Audit")]
    public void An_extension_that_is_not_plain_is_left_out(string extension, string name) => new PackNames().For("Audit", extension).ShouldBe(name);

    [Fact]
    public void A_title_of_255_characters_and_two_items_of_one_name_have_names_of_their_own()
    {
        var names = new PackNames();
        var title = new string('ŵ', 255);

        var given = new[] { names.For(title, ".pdf"), names.For(title, ".pdf"), names.For(title.ToUpperInvariant(), ".pdf"), names.For("Audit", ".pdf"), names.For("Audit", ".pdf") };

        given.Select(n => n.ToUpperInvariant()).ShouldBeUnique();
        given.ShouldAllBe(n => n.Length <= PackNames.MostCharacters && Encoding.UTF8.GetByteCount(n) <= 255 && n.EndsWith(".pdf", StringComparison.Ordinal));
        given[4].ShouldBe("Audit (2).pdf");
    }

    [Fact]
    public void One_visible_character_that_no_name_can_hold_is_untitled() => new PackNames().For("a" + new string('\u0301', 300), ".pdf").ShouldBe("Untitled.pdf");

    [Fact]
    public void A_long_title_is_cut_between_visible_characters()
    {
        var name = new PackNames().For(string.Concat(Enumerable.Repeat("👩‍👧 ", 100)), ".pdf");

        name.Length.ShouldBeLessThanOrEqualTo(PackNames.MostCharacters);
        name.ShouldEndWith(".pdf");
        name.EnumerateRunes().ShouldNotContain(Rune.ReplacementChar);
    }

    [Fact]
    public void Any_titles_give_safe_distinct_names_within_the_limits() =>
        Gen.Select(Gen.String.Array[1, 30], Gen.OneOf(Gen.Const(".pdf"), Gen.Const(".docx"), Gen.Const(""))).Sample((titles, extension) =>
        {
            var names = new PackNames();
            var given = titles.Concat(titles).Select(title => names.For(title, extension)).ToList();
            given.Select(name => name.Normalize(NormalizationForm.FormC).ToUpperInvariant()).ShouldBeUnique();
            given.ShouldAllBe(name => name.Length <= PackNames.MostCharacters && Encoding.UTF8.GetByteCount(name) <= 255
                && !name.Any(c => "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal)) && !name.Any(char.IsControl) && !name.EndsWith('.') && !name.EndsWith(' '));
        });
}
