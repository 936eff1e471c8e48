using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Evidence;
using Portal.Web.Files.Uploads;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>Files that come in as many goes as it takes: tus 1.0 as a browser speaks it, and what becomes of a file afterwards.</summary>
public sealed class SendingFilesInParts(PortalFixture portal) : PortalTest(portal)
{
    private static readonly byte[] _whole = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(n => $"Line {n} of the minutes.\n")));

    private static readonly (string Label, object? Value)[] _description =
        [("Kind of evidence", "Audit"), ("Date it describes", new DateOnly(2014, 11, 30)), ("What it shows", "How practice was checked.")];

    private Scene _scene = null!;
    private string _form = "";
    private string _query = "";
    private TusClient _tus = null!;

    [Fact]
    public async Task The_server_says_what_it_can_do()
    {
        using var answer = await _tus.Send(HttpMethod.Options, TusClient.Path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Tus-Version").ShouldBe(["1.0.0"]);
        answer.Headers.GetValues("Tus-Extension").ShouldBe(["creation,checksum,expiration,termination"]);
        answer.Headers.GetValues("Tus-Max-Size").ShouldBe(["1000000000"]);
        answer.Headers.GetValues("Tus-Checksum-Algorithm").ShouldBe(["sha1,sha256"]);
    }

    [Fact]
    public async Task A_file_in_three_parts_arrives_is_ticked_in_the_form_and_becomes_an_item()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);
        var at = 0;
        foreach (var length in new[] { 300_000, 1, _whole.Length - 300_001 })
        {
            using var answer = await _tus.Append(address, at, _whole[at..(at + length)]);
            at += length;
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            answer.Headers.GetValues("Upload-Offset").ShouldBe([$"{at}"]);
            DateTime.Parse(answer.Headers.GetValues("Upload-Expires").Single(), CultureInfo.InvariantCulture).ShouldBe(new DateTime(2015, 3, 10, 9, 0, 0), TimeSpan.FromDays(1));
        }

        var told = await _tus.ToldAsync(address);
        (told.GetProperty("state").GetString(), told.GetProperty("name").GetString()).ShouldBe(("arrived", "minutes.txt"));
        var form = await (await SignedInAs(Given.Manager)).Open(_form);
        form.ShouldSay("Files that have arrived").ShouldSay("minutes.txt");
        var after = await form.Submit("Add evidence", _description);
        after.Path.ShouldStartWith("/evidence/details/");
        await ItemHoldsAsync("minutes", _whole);
        Directory.EnumerateFiles(Uploads).ShouldBeEmpty();
        (await (await SignedInAs(Given.Manager)).Open(_form)).Text.ShouldNotContain("minutes.txt");
    }

    [Fact]
    public async Task Several_that_arrived_are_described_in_one_form_and_what_is_unticked_stays()
    {
        foreach (var name in new[] { "one.txt", "two.txt", "three.txt" })
        {
            await SentAsync(_tus, name, Encoding.UTF8.GetBytes(name));
        }

        var form = await (await SignedInAs(Given.Manager)).Open(_form);
        var after = await form.Submit("Add evidence", [("Files that have arrived", new[] { "one.txt", "three.txt" }), .. _description]);

        after.Path.ShouldBe("/evidence/describe");
        (await ItemsAsync()).ShouldBe(["one", "three"]);
        var again = await (await SignedInAs(Given.Manager)).Open(_form);
        again.ShouldSay("two.txt").Text.ShouldNotContain("three.txt");
    }

    [Fact]
    public async Task A_part_for_another_place_of_another_type_or_from_no_page_of_ours_is_refused()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);

        await ShouldAnswer(_tus.Append(address, 5, _whole[5..10]), HttpStatusCode.Conflict);
        await ShouldAnswer(_tus.Append(address, 0, [.. _whole, 65]), HttpStatusCode.RequestEntityTooLarge);
        await ShouldAnswer(_tus.Send(HttpMethod.Patch, address, r =>
        {
            r.Headers.Add("Upload-Offset", "0");
            r.Content = new StringContent("text");
        }), HttpStatusCode.UnsupportedMediaType);
        await ShouldAnswer(_tus.Send(HttpMethod.Head, address, r => r.Headers.Remove("Tus-Resumable")), HttpStatusCode.PreconditionFailed);
        await ShouldAnswer(_tus.Send(HttpMethod.Delete, address, r => r.Headers.Remove("RequestVerificationToken")), HttpStatusCode.BadRequest);
        await ShouldAnswer(_tus.Send(HttpMethod.Post, TusClient.Path + _query, r =>
        {
            r.Headers.Remove("RequestVerificationToken");
            r.Headers.Add("Upload-Length", "1");
            r.Headers.Add("Upload-Metadata", "filename YQ==");
        }), HttpStatusCode.BadRequest);
        (await _tus.OffsetAsync(address)).ShouldBe(0);
    }

    [Fact]
    public async Task A_part_counts_only_when_its_checksum_is_right()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);
        var part = _whole[..100_000];

        await ShouldAnswer(_tus.Append(address, 0, part, TusClient.Sha1(_whole)), (HttpStatusCode)460);
        (await _tus.OffsetAsync(address)).ShouldBe(0);
        await ShouldAnswer(_tus.Append(address, 0, part, "md7 AAAA"), HttpStatusCode.BadRequest);
        await ShouldAnswer(_tus.Append(address, 0, part, TusClient.Sha1(part)), HttpStatusCode.NoContent);
        await ShouldAnswer(_tus.Append(address, part.Length, _whole[part.Length..], $"sha256 {Convert.ToBase64String(SHA256.HashData(_whole[part.Length..]))}"), HttpStatusCode.NoContent);

        (await HashAsync(address)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(_whole)));
    }

    [Fact]
    public async Task After_a_cut_what_came_through_counts_and_the_file_goes_on_from_there()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);
        await CutAsync(address, _whole[..500_000]);

        await Eventually.IsTrueAsync(async () => await _tus.OffsetAsync(address) == 500_000);
        await ShouldAnswer(_tus.Append(address, 500_000, _whole[500_000..]), HttpStatusCode.NoContent);

        (await HashAsync(address)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(_whole)));
    }

    [Fact]
    public async Task A_part_that_comes_late_takes_nothing_from_a_file_that_is_whole()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var uploads = s.GetRequiredService<OwnUploads>();
            var asItWas = await uploads.FindAsync(new(Guid.Parse(address.Split('/')[^1])), default);
            await ShouldAnswer(_tus.Append(address, 0, _whole), HttpStatusCode.NoContent);

            (await Should.ThrowAsync<WrongPart>(() => uploads.AppendAsync(asItWas, 0, new MemoryStream(_whole[..10]), null, default))).Status.ShouldBe(StatusCodes.Status409Conflict);
        });

        (await File.ReadAllBytesAsync(Directory.EnumerateFiles(Uploads).Single())).ShouldBe(_whole);
    }

    [Fact]
    public async Task A_file_whose_first_parts_are_lost_is_not_filled_up_with_nothing()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);
        await ShouldAnswer(_tus.Append(address, 0, _whole[..500_000]), HttpStatusCode.NoContent);
        File.Delete(Directory.EnumerateFiles(Uploads).Single());

        await ShouldAnswer(_tus.Append(address, 500_000, _whole[500_000..]), HttpStatusCode.Gone);

        Directory.EnumerateFiles(Uploads).ShouldBeEmpty();
        (await HashAsync(address)).ShouldBeNull();
    }

    [Fact]
    public async Task Another_process_goes_on_where_the_first_was_and_takes_the_hash_anew()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);
        await ShouldAnswer(_tus.Append(address, 0, _whole[..500_000]), HttpStatusCode.NoContent);
        await using var other = new PortalHost(Portal.Settings, Portal.Clock);
        var there = await TusClient.OfAsync(await PortalFixture.SignInAsync(other, Given.Manager), _form);

        (await there.OffsetAsync(address)).ShouldBe(500_000);
        await ShouldAnswer(there.Append(address, 500_000, _whole[500_000..]), HttpStatusCode.NoContent);

        (await HashAsync(address)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(_whole)));
    }

    [Fact]
    public async Task Nobody_else_learns_of_an_upload_or_touches_it()
    {
        var address = await _tus.BegunAsync(_query, "minutes.txt", _whole.Length);
        await ShouldAnswer(_tus.Append(address, 0, _whole[..1000]), HttpStatusCode.NoContent);

        foreach (var (who, form) in new[] { (Given.Police, _form), (Given.Chair, _form), ("janet.moss", "/evidence/upload") })
        {
            var other = await TusClient.OfAsync(await SignedInAs(who), form);
            await ShouldAnswer(other.Send(HttpMethod.Head, address), HttpStatusCode.NotFound);
            await ShouldAnswer(other.Send(HttpMethod.Get, address), HttpStatusCode.NotFound);
            await ShouldAnswer(other.Append(address, 1000, _whole[1000..]), HttpStatusCode.NotFound);
            await ShouldAnswer(other.Send(HttpMethod.Delete, address), HttpStatusCode.NotFound);
        }

        var stranger = await TusClient.OfAsync(await SignedInAs("janet.moss"), "/evidence/upload");
        await ShouldAnswer(stranger.Begin(_query, "minutes.txt", 10), HttpStatusCode.Forbidden);
        await ShouldAnswer(new TusClient(r => new Visitor(Portal.Host).Send(r), "").Send(HttpMethod.Head, address), HttpStatusCode.Redirect);
        (await (await SignedInAs(Given.Police)).Open(_form)).Text.ShouldNotContain("minutes.txt");
        (await _tus.OffsetAsync(address)).ShouldBe(1000);
    }

    [Fact]
    public async Task What_the_library_does_not_take_is_refused_in_words_and_nothing_of_it_is_kept()
    {
        var address = await SentAsync(_tus, "tool.pdf", "MZ\0\0\0\0"u8.ToArray());

        var told = await _tus.ToldAsync(address);
        told.GetProperty("state").GetString().ShouldBe("refused");
        told.GetProperty("refusal").GetString()!.ShouldStartWith("“tool.pdf” is not a PDF: its content is a Windows program.");
        Directory.EnumerateFiles(Uploads).ShouldBeEmpty();
        (await (await SignedInAs(Given.Manager)).Open(_form)).Text.ShouldNotContain("tool.pdf");
        await ShouldAnswer(_tus.Begin(_query, "empty.txt", 0), HttpStatusCode.RequestEntityTooLarge);
        using var large = await _tus.Begin(_query, "film.mp4", 1_000_000_001);
        (await large.Content.ReadAsStringAsync()).ShouldBe("“film.mp4” must be smaller than 1 GB.");
    }

    [Fact]
    public async Task A_file_that_the_library_holds_is_named_and_what_another_holds_is_not()
    {
        var note = Encoding.UTF8.GetBytes("A note that two boards have.");
        await Given.EvidenceItem(_scene, "The note.txt", () => new MemoryStream(note));

        var own = await _tus.ToldAsync(await SentAsync(_tus, "copy.txt", note));
        var westmere = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-westmere-board").Select(b => b.Id).SingleAsync());
        var other = await TusClient.OfAsync(await SignedInAs("janet.moss"), $"/evidence/upload?body={westmere}");
        var theirs = await other.ToldAsync(await SentAsync(other, "copy.txt", note, $"?body={westmere}"));

        own.GetProperty("already").GetProperty("title").GetString().ShouldBe("The note");
        theirs.GetProperty("already").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await (await SignedInAs(Given.Manager)).Open(_form)).ShouldSay("already in your library as “The note”; it is not stored twice");
    }

    [Fact]
    public async Task There_is_room_for_as_much_as_is_configured_and_files_on_their_way_count()
    {
        await using var host = new PortalHost(Portal.Settings with { MostBytesOfABody = 1_000_000 }, Portal.Clock);
        var tus = await TusClient.OfAsync(await PortalFixture.SignInAsync(host, Given.Manager), _form);
        await tus.BegunAsync(_query, "first.txt", 600_000);

        using var second = await tus.Begin(_query, "second.txt", 600_000);

        second.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await second.Content.ReadAsStringAsync()).ShouldStartWith("“second.txt” does not fit: the files of one library may have 1 MB together, and 400 kB are left.");
    }

    [Fact]
    public async Task What_is_taken_back_or_forgotten_leaves_nothing()
    {
        var taken = await _tus.BegunAsync(_query, "taken back.txt", 1000);
        await ShouldAnswer(_tus.Append(taken, 0, _whole[..500]), HttpStatusCode.NoContent);
        await ShouldAnswer(_tus.Send(HttpMethod.Delete, taken), HttpStatusCode.NoContent);
        await ShouldAnswer(_tus.Send(HttpMethod.Head, taken), HttpStatusCode.NotFound);
        Directory.EnumerateFiles(Uploads).ShouldBeEmpty();

        var forgotten = await _tus.BegunAsync(_query, "forgotten.txt", 1000);
        await ShouldAnswer(_tus.Append(forgotten, 0, _whole[..500]), HttpStatusCode.NoContent);
        (await (await SignedInAs(Given.Manager)).Open(_form)).ShouldSay("forgotten.txt, 500 bytes of 1 kB");
        Portal.Clock.Advance(FileUpload.Lasts + TimeSpan.FromMinutes(1));
        (await Portal.ReadAsync(db => db.Set<FileUpload>().CountAsync())).ShouldBe(1);
        await Portal.AsPortalAsync(s => s.GetRequiredService<SweepUploadsJob>().RunAsync("", default));

        (await Portal.ReadAsync(db => db.Set<FileUpload>().CountAsync())).ShouldBe(0);
        Directory.EnumerateFiles(Uploads).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_full_disk_it_says_so_keeps_what_came_before_and_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.At(Uploads);
        var content = Encoding.UTF8.GetBytes(new string('x', 1_500_000));
        var address = await _tus.BegunAsync(_query, "large.txt", content.Length);

        using (var full = await _tus.Append(address, 0, content))
        {
            full.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
            (await full.Content.ReadAsStringAsync()).ShouldStartWith("There is no room left to store the file");
        }

        var kept = await _tus.OffsetAsync(address);
        kept.ShouldBeInRange(1, 1024 * 1024);
        new FileInfo(Directory.EnumerateFiles(Uploads).Single()).Length.ShouldBe(kept);
        disk.Grow();
        await ShouldAnswer(_tus.Append(address, kept, content[(int)kept..]), HttpStatusCode.NoContent);
        (await HashAsync(address)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    protected override async Task SetUpAsync()
    {
        _scene = await Given.Assigned();
        _query = $"?body={_scene.Board}";
        _form = "/evidence/upload" + _query;
        _tus = await TusClient.OfAsync(await SignedInAs(Given.Manager), _form);
    }

    private string Uploads => Path.Combine(Portal.Data, "uploads");

    private async Task<string> SentAsync(TusClient tus, string name, byte[] content, string? query = null)
    {
        var address = await tus.BegunAsync(query ?? _query, name, content.Length);
        await ShouldAnswer(tus.Append(address, 0, content), HttpStatusCode.NoContent);
        return address;
    }

    private static async Task ShouldAnswer(Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        using var answer = await sending;
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The connection breaks after some bytes.</summary>
    private async Task CutAsync(string address, byte[] begin)
    {
        using var window = new CancellationTokenSource();
        await using var content = new UnfinishedStream(begin);
        var page = await (await SignedInAs(Given.Manager)).Open(_form);
        var cut = new TusClient(async r => await (await SignedInAs(Given.Manager)).Send(r, window.Token), ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("input[name=__RequestVerificationToken]")!).Value);
        var sending = cut.Append(address, 0, new StreamContent(content));
        await content.HalfRead;
        await Eventually.IsTrueAsync(() => Task.FromResult(new FileInfo(Directory.EnumerateFiles(Uploads).Single()).Length == begin.Length));
        await window.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sending);
    }

    private Task<List<string>> ItemsAsync() => Portal.ReadAsync(db => db.EvidenceItems.OrderBy(e => e.Title).Select(e => e.Title).ToListAsync());

    private Task<string?> HashAsync(string address)
    {
        var id = new Domain.Common.Id<FileUpload>(Guid.Parse(address.Split('/')[^1]));
        return Portal.ReadAsync(db => db.Set<FileUpload>().Where(u => u.Id == id).Select(u => u.Sha256).SingleAsync());
    }

    private async Task ItemHoldsAsync(string title, byte[] content)
    {
        var sha256 = await Portal.ReadAsync(db => db.EvidenceItems.Where(e => e.Title == title).Select(e => e.FileSha256).SingleAsync());
        sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        (await File.ReadAllBytesAsync(Portal.FilesOfEvidence().Single())).ShouldBe(content);
    }
}
