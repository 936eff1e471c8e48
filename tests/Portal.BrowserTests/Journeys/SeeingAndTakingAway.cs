using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>What evidence there is, where it stood, what to say more carefully; and the text on paper and on a train.</summary>
public sealed partial class SeeingAndTakingAway(PortalSite site)
{
    private static readonly XNamespace _word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public async Task An_area_goes_out_as_a_word_document_and_comes_back_filled_in()
    {
        var (cast, scene) = await AssignedAsync("Trainford");
        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync($"/self-assessments/overview/{scene.Id}");
        await manager.FollowAsync("Print and download");
        await FollowTheOneAsync(manager, "as Word or Excel");
        var form = await manager.DownloadAsync(manager.Main.GetByRole(AriaRole.Link, new() { Name = "Word document with fields" }));
        await scene.AnswerAsync("LSCB-04", "Written in the office.", 0);

        await manager.PressAsync("Send it back", 400);
        await manager.Main.GetByLabel("The file that you filled in").SetInputFilesAsync(new FilePayload
        {
            Name = "LSCB.docx", MimeType = "application/octet-stream",
            Buffer = FilledIn(form, ("LSCB-03|know", "Written on the train."), ("LSCB-04|know", "Written on the train as well.")),
        });
        await manager.PressAsync("Send it back");

        await manager.SeesHeadingAsync("What the file would change");
        await Expect(manager.Main.GetByLabel("Put the text of the file in place of what is saved for LSCB-03")).ToBeCheckedAsync();
        await Expect(manager.Main.GetByLabel("Put the text of the file in place of what is saved for LSCB-04")).Not.ToBeCheckedAsync();
        await manager.SeesAsync("Somebody changed the same words here after you downloaded the file.");
        await manager.PressAsync("Take in what is ticked");
        await manager.SeesAsync("1 answer was taken in. The text of one was kept aside");
        await manager.OpenAsync(scene.Answer("LSCB-03"));
        await Expect(manager.Main.GetByLabel("What do we know?", new() { Exact = true })).ToHaveValueAsync("Written on the train.");
        await manager.OpenAsync(scene.Answer("LSCB-04"));
        await Expect(manager.Main.GetByLabel("What do we know?", new() { Exact = true })).ToHaveValueAsync("Written in the office.");
    }

    [Fact]
    public async Task The_manager_sees_what_evidence_there_is_keeps_the_position_and_sees_later_what_changed()
    {
        var (cast, scene) = await AssignedAsync("Coverham");
        await scene.LinkEvidenceAsync("LSCB-01");
        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync($"/self-assessments/overview/{scene.Id}");
        await manager.SeesAsync("1 of 11 criteria");
        await manager.FollowAsync("Coverage by evidence");
        await manager.ArriveAsync(() => manager.Main.Locator("td.portal-shade--some a").First.ClickAsync(), 200);
        await Expect(manager.Main.Locator("#there")).ToBeVisibleAsync();
        await manager.GoBackAsync(cast.Board);

        await manager.FollowAsync("Position today");
        await manager.FillAsync("What is it kept for?", "Before the board of Friday");
        await manager.PressAsync("Keep the position of this moment");
        await scene.AnswerAsync("LSCB-03", "Partners challenge each other on neglect.", 0);
        await FollowTheOneAsync(manager, "Compare with now");
        await manager.SeesAsync("1 of 12 criteria and judgements");
        await Expect(manager.Main.Locator("ins").First).ToContainTextAsync("Partners challenge each other on neglect.");
    }

    [Fact]
    public async Task Words_that_claim_too_much_are_remarked_on_and_let_stand_with_a_reason_without_script()
    {
        var (cast, scene) = await AssignedAsync("Wordham");
        await using var manager = await site.VisitAsAsync(cast.Manager, script: false);
        await manager.OpenAsync(scene.Answer("LSCB-03"));
        await manager.FillAsync("What do we know?", "Our panel ensures that no child is missed.");
        await manager.PressAsync("Save");
        await manager.SeesAsync("Nothing ensures this for every child.");
        await FollowTheOneAsync(manager, "Let it stand");
        await manager.FillAsync("Why should the words stand?", "It is the panel’s own rule.");
        await manager.PressAsync("Let the words stand");
        await manager.SeesAsync("let the words stand on");
    }

    [Fact]
    public async Task The_form_is_printed_on_pages_of_A4()
    {
        var (cast, scene) = await AssignedAsync("Paperham");
        await scene.AnswerTheRestAsync();
        await using var manager = await site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync($"/self-assessments/export/{scene.Id}");
        await manager.FollowAsync("The whole form");

        var pdf = await manager.Page.PdfAsync(new() { PreferCSSPageSize = true });

        var text = Encoding.Latin1.GetString(pdf);
        PageObject().Count(text).ShouldBeGreaterThan(2);
        A4().Count(text).ShouldBe(PageObject().Count(text));
        await manager.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(manager.Page.GetByRole(AriaRole.Navigation, new() { Name = "Menu" })).ToBeHiddenAsync();
        await Expect(manager.Main.GetByText("OFFICIAL-SENSITIVE").First).ToBeVisibleAsync();
    }

    /// <summary>Follows the only link that says this, whatever it says besides to those who cannot see what it is about.</summary>
    private static Task FollowTheOneAsync(Journey person, string text) =>
        person.ArriveAsync(() => person.Main.GetByRole(AriaRole.Link).Filter(new() { HasText = text }).ClickAsync(), 200);

    private async Task<(Cast Cast, Scene Scene)> AssignedAsync(string area)
    {
        var cast = await Cast.FoundAsync(site, area);
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync();
        return (cast, scene);
    }

    /// <summary>The document as Word saves it when somebody has typed into its fields.</summary>
    private static byte[] FilledIn(string path, params IReadOnlyList<(string Tag, string Text)> typed)
    {
        var copy = new MemoryStream();
        copy.Write(File.ReadAllBytes(path));
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            XDocument document;
            using (var part = archive.GetEntry("word/document.xml")!.Open())
            {
                document = XDocument.Load(part);
            }

            foreach (var (tag, text) in typed)
            {
                var field = document.Descendants(_word + "tag").Single(t => (string?)t.Attribute(_word + "val") == tag).Parent!;
                field.Element(_word + "showingPlcHdr")?.Remove();
                field.Parent!.Element(_word + "sdtContent")!.ReplaceNodes(new XElement(_word + "p", new XElement(_word + "r", new XElement(_word + "t", text))));
            }

            archive.GetEntry("word/document.xml")!.Delete();
            using var written = archive.CreateEntry("word/document.xml").Open();
            document.Save(written);
        }

        return copy.ToArray();
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex PageObject();

    [GeneratedRegex(@"/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex A4();
}
