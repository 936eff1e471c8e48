using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Web.CommandLine;
using Portal.Web.Features.Packs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

/// <summary>A redacted pack is without what the body withholds, says why, and holds no trace of it.</summary>
public sealed class MakingARedactedPack(PrintingPortal portal) : PortalTest(portal), IClassFixture<PrintingPortal>
{
    private const string School = "Hillside Primary";

    [Fact]
    public async Task Nothing_of_what_is_withheld_is_in_its_bytes_and_the_reason_stands_in_the_index()
    {
        var scene = await Given.Packed(("Hillside Primary visit.txt", Text("Seen at Hillside Primary in March.")), ("Audit of cases.txt", Text("Twelve cases.")));
        await WithheldAsync(redact => redact.WithholdItemAsync(scene.Pack!.Value, 1, "It names a school", default));
        await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, "hillside   PRIMARY", "A school that could be known", default));
        await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, "Helen Archer", "A name", default));

        var pack = await MadeAsync(scene);

        using var verified = new StringWriter();
        (await VerifyPackCommand.RunAsync(FileOf(pack.Id), verified, default)).ShouldBe(0, verified.ToString());
        var read = new ReadPack(FileOf(pack.Id)).ShouldBeAWholeBag();
        foreach (var (name, text) in EverythingReadableIn(FileOf(pack.Id)))
        {
            foreach (var word in new[] { School, "Hillside", "Seen at", "Helen Archer" })
            {
                text.Contains(word, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"“{word}” stands in {name}.");
            }
        }

        read.Payload.Where(f => f.StartsWith("data/evidence/", StringComparison.Ordinal)).ShouldBe(["data/evidence/002 Audit of cases.txt"]);
        read.Payload.ShouldNotContain("data/self-assessment.json");
        read.Text("data/index.html").ShouldContain("What is withheld from this pack");
        read.Text("data/index.html").ShouldContain("Evidence 001 is withheld: It names a school");
        read.Text("data/index.html").ShouldContain("Words are withheld from the text: A name");
        read.Text("data/pages/evidence.html").ShouldContain("Withheld: It names a school");
        read.Text("data/pages/evidence.html").ShouldContain("Audit of cases");
        read.Text("data/pages/signatures.html").ShouldContain("[withheld: A name]");
        read.Text("data/pages/signatures.html").ShouldContain("Margaret Ellis");
        read.Text("data/HOW-TO-CHECK.txt").ShouldContain("The text that was signed is not in this pack");
        read.Text("data/HOW-TO-CHECK.txt").ShouldContain("Evidence 001 is withheld: It names a school");
        read.Text("data/bundle-report.json").ShouldContain("\"withheld\"");
        read.ShouldBeReadFromItsIndex();
    }

    [Fact]
    public async Task The_same_choices_made_again_give_the_same_manifest_and_the_pack_itself_stays_as_it_is()
    {
        var scene = await Given.Packed(("One.txt", Text("1")), ("Two.txt", Text("2")));
        var before = await File.ReadAllBytesAsync(FileOf(scene.Pack!.Value));
        await WithheldAsync(redact => redact.WithholdItemAsync(scene.Pack!.Value, 2, "Not for others", default));
        var first = await MadeAsync(scene);
        Portal.Clock.Advance(TimeSpan.FromDays(3));
        await WithheldAsync(redact => redact.BeginLikeLastAsync(scene.Pack!.Value, default));
        var second = await MadeAsync(scene);

        (first.Number, second.Number).ShouldBe((1, 2));
        new ReadPack(FileOf(second.Id)).Text("manifest-sha256.txt").ShouldBe(new ReadPack(FileOf(first.Id)).Text("manifest-sha256.txt"));
        (await File.ReadAllBytesAsync(FileOf(scene.Pack.Value))).ShouldBe(before);
    }

    [Fact]
    public async Task It_is_chosen_and_checked_on_pages_that_show_where_the_words_stand_and_which_files_hold_them()
    {
        var scene = await Given.Packed(("Visit to Hillside Primary.txt", Text("Seen at Hillside Primary in March.")), ("Letter.txt", Text("Dear all.")));
        var page = await (await SignedInAs(Given.Manager)).Open($"/packs/details/{scene.Pack}");
        page = await page.Follow("Make a redacted pack");
        page = await page.Submit("Withhold the words", ("Words", School), ("Why the words are withheld", "A school that could be known"));
        page = await page.Submit("Withhold the item", ("Item", "002 Letter"), ("Why the item is withheld", "Private"));
        page.ShouldSay("Evidence 002 Letter").ShouldSay("“Hillside Primary”");

        var check = await page.Follow("Check before it is made");
        check.ShouldSay("Evidence 001, title").ShouldSay("Files that go into the pack hold these words").ShouldSay("001 Visit to Hillside Primary, page 1");
        page = await check.Submit("Make the redacted pack");
        page.ShouldSay("The redacted pack is being assembled").ShouldSay("Redacted evidence pack 1");
        await Given.JobsRun();

        page = await (await SignedInAs(Given.Manager)).Open($"/packs/details/{scene.Pack}");
        page = await page.Follow("Redacted pack 1");
        page.ShouldSay("the self-assessment without what is withheld");
        (await page.Follow("What became of each document in the bundle")).ShouldSay("Withheld: It is withheld");
    }

    [Fact]
    public async Task The_text_of_a_file_is_read_once_for_the_same_words_and_again_for_others()
    {
        var scene = await Given.Packed(("Visit.txt", Text("Read once: seen at Hillside Primary in March.")));
        var manager = await SignedInAs(Given.Manager);
        await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, School, "Private", default));

        (await TextReadAsync()).ShouldBe(1);
        (await TextReadAsync()).ShouldBe(0);
        await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, "in March", "Private", default));
        (await TextReadAsync()).ShouldBe(1);

        async Task<int> TextReadAsync()
        {
            HtmlPage? page = null;
            var asked = await Portal.Host.Statements.WhileAsync(async () => page = await manager.Open($"/packs/redact-check/{scene.Pack}"));
            page!.ShouldSay("001 Visit, page 1");
            return asked.Statements.Count(s => s.Contains("TextPages", StringComparison.Ordinal) && s.Contains("ORDER BY", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Of_much_text_a_look_reads_so_much_and_the_next_goes_on()
    {
        var scene = await Given.Packed(("One.txt", Text("First at Hillside Primary.")), ("Two.txt", Text("Then at Hillside Primary.")), ("Three.txt", Text("Last at Hillside Primary.")));
        await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, School, "Private", default));
        var words = new WordsInFiles(mostCharacters: 30);

        var looks = new List<CheckedRedaction> { await LookAsync(), await LookAsync(), await LookAsync() };

        looks.Select(l => l.Words.Single().InFiles.Count).ShouldBe([1, 2, 3]);
        looks.Select(l => l.Waiting.Count).ShouldBe([2, 1, 0]);
        looks.ShouldAllBe(l => l.NotRead.Count == 0);

        Task<CheckedRedaction> LookAsync() => Portal.AsAsync(Given.Manager, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var redaction = await db.Redactions.Include(r => r.Withheld).SingleAsync();
            return await new RedactionCheck(db, words).OfAsync(redaction, await db.FrozenVersions.Include(v => v.Signatures).SingleAsync(v => v.Id == redaction.FrozenVersionId), default);
        });
    }

    [Fact]
    public async Task A_file_with_a_page_that_was_cut_is_named_among_those_to_be_looked_at_by_hand()
    {
        var scene = await Given.Packed(("Long.txt", Text("Cut short: seen at Hillside Primary in March.")));
        await Portal.ReadAsync(db => db.Set<TextPage>().ExecuteUpdateAsync(p => p.SetProperty(page => page.Text, page => page.Text + "\n" + PageCollector.CutNote)));
        await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, School, "Private", default));
        var manager = await SignedInAs(Given.Manager);

        foreach (var _ in Enumerable.Range(0, 2)) // also where the words are known already
        {
            (await manager.Open($"/packs/redact-check/{scene.Pack}")).ShouldSay("001 Long, page 1").Text.ShouldContain("Look at these files yourself");
        }
    }

    [Fact]
    public async Task Each_gap_is_named_beside_its_field_and_what_was_typed_is_kept()
    {
        var scene = await Given.Packed();
        var page = await (await SignedInAs(Given.Manager)).Open($"/packs/redact/{scene.Pack}");

        var refused = await page.Submit("Withhold the words", ("Words", "ab"), ("Why the words are withheld", "Because"));
        refused.ShouldShowError("Give words of at least 3 letters or digits");
        refused.Value("Why the words are withheld").ShouldBe("Because");
        (await page.Submit("Withhold the words", ("Words", "Northshire"), ("Why the words are withheld", "Because"))).ShouldShowError("These words are part of the name of the body, which stands on every page");
        (await page.Submit("Withhold the words", ("Words", School), ("Why the words are withheld", "Names Hillside primary"))).ShouldShowError("A reason repeats words that are withheld, and reasons stand in the pack");
        (await page.Submit("Withhold the item", ("Why the item is withheld", "Because"))).ShouldShowError("Choose an item of evidence");
        (await page.Submit("Withhold the words", ("Words", School), ("Why the words are withheld", ""))).ShouldShowError("Say why it is withheld");
        (await Portal.ReadAsync(db => db.Redactions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_somebody_changed_since_it_was_looked_at_is_looked_at_again()
    {
        var scene = await Given.Packed(("One.txt", Text("1")), ("Two.txt", Text("2")));
        await WithheldAsync(redact => redact.WithholdItemAsync(scene.Pack!.Value, 1, "Private", default));
        var check = await (await SignedInAs(Given.Manager)).Open($"/packs/redact-check/{scene.Pack}");
        await WithheldAsync(redact => redact.WithholdItemAsync(scene.Pack!.Value, 2, "Private", default));

        (await check.Submit("Make the redacted pack")).ShouldSay("Somebody changed what is withheld since you looked.");
        (await Portal.ReadAsync(db => db.Packs.CountAsync(p => p.Kind == PackKind.Redacted))).ShouldBe(0);
    }

    [Theory]
    [InlineData("ruth.bannister")]
    [InlineData("robert.fielding")]
    [InlineData("colin.reeve")]
    [InlineData("grace.adeyemi")]
    public async Task It_is_seen_by_nobody_but_the_body_and_nobody_is_told(string other)
    {
        var scene = await Given.Packed();
        await WithheldAsync(redact => redact.WithholdWordsAsync(scene.Pack!.Value, School, "Private", default));
        var pack = await MadeAsync(scene);
        var client = await SignedInAs(other);

        foreach (var address in new[] { $"/packs/details/{pack.Id}", $"/packs/download/{pack.Id}", $"/packs/report/{pack.Id}", $"/packs/redact/{scene.Pack}", $"/packs/redact-check/{scene.Pack}" })
        {
            using var page = await client.Get(address);
            page.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        }

        (await client.Open("/packs")).Text.ShouldNotContain("redacted");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.Contains("edacted")))).ShouldBe(0);
    }

    [Fact]
    public async Task Those_who_only_contribute_withhold_nothing()
    {
        var scene = await Given.Packed();

        await Should.ThrowAsync<NotFound>(() => Portal.AsAsync(Given.Police, s => s.GetRequiredService<RedactPack>().WithholdWordsAsync(scene.Pack!.Value, School, "Private", default)));
    }

    private static Func<Stream> Text(string text) => () => new MemoryStream(Encoding.UTF8.GetBytes(text));

    /// <summary>Every file as bytes and as what can be read in it: packed parts of office documents, text of PDFs.</summary>
    private static IEnumerable<(string Name, string Text)> EverythingReadableIn(string path)
    {
        yield return (path, Encoding.Latin1.GetString(File.ReadAllBytes(path)));
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            using var bytes = new MemoryStream();
            using (var content = entry.Open())
            {
                content.CopyTo(bytes);
            }

            yield return (entry.FullName, entry.FullName + Encoding.UTF8.GetString(bytes.ToArray()));
            bytes.Position = 0;
            if (entry.Name.EndsWith(".docx", StringComparison.Ordinal) || entry.Name.EndsWith(".xlsx", StringComparison.Ordinal))
            {
                using var office = new ZipArchive(bytes);
                foreach (var part in office.Entries)
                {
                    using var reader = new StreamReader(part.Open());
                    yield return ($"{entry.FullName}/{part.FullName}", reader.ReadToEnd());
                }
            }
            else if (entry.Name.EndsWith(".pdf", StringComparison.Ordinal))
            {
                using var document = UglyToad.PdfPig.PdfDocument.Open(bytes.ToArray());
                yield return (entry.FullName, string.Join(' ', document.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text)) + document.Information.Title + document.Information.Author);
            }
        }
    }

    private Task WithheldAsync(Func<RedactPack, Task> choose) => Portal.AsAsync(Given.Manager, s => choose(s.GetRequiredService<RedactPack>()));

    private async Task<EvidencePack> MadeAsync(Scene scene)
    {
        var id = await Portal.AsAsync(Given.Manager, async s =>
        {
            var changes = await s.GetRequiredService<PortalDbContext>().Redactions.Where(r => r.PackId == null).Select(r => r.Changes).SingleAsync();
            return await s.GetRequiredService<RedactPack>().MakeAsync(scene.Pack!.Value, changes, default);
        });
        await Given.JobsRun();
        return await Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync(p => p.Id == id && p.State == PackState.Complete));
    }

    private string FileOf(Id<EvidencePack> pack) => Path.Combine(Portal.Data, "packs", $"{pack}.zip");
}
