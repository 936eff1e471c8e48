using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Auditing;
using Portal.Web.Features.Evidence;
using Portal.Web.Files;
using Portal.Web.Files.Fixity;
using Portal.Web.Files.Stores;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Files;

/// <summary>Stored files are read again in rounds, and what is lost or changed is said loudly; what belongs to nothing goes, after its time.</summary>
public sealed class KeepingFilesWhole(PortalFixture portal) : PortalTest(portal)
{
    private Scene _scene = null!;
    private Id<EvidenceItem> _item;
    private string _file = "";

    [Fact]
    public async Task A_changed_file_is_told_to_everybody_concerned_and_healed_when_its_content_is_back()
    {
        var was = await File.ReadAllBytesAsync(_file);
        await File.WriteAllTextAsync(_file, "Notes of another panel.");

        await RoundAsync();

        (await IntegrityAsync()).ShouldBe(FileIntegrity.Changed);
        (await new Visitor(Portal.Host).Open("/health")).Text.ShouldContain("stored files: Degraded. Files lost or changed: 1.");
        (await MailsAsync()).ShouldBe(["Pat Quinn"]);
        var item = await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{_item}");
        item.ShouldSay("The stored file is not what was added: changed in the store");
        item.Text.ShouldNotContain("Open the file");
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/download/{_item}")).Path.ShouldBe($"/evidence/details/{_item}");
        (await item.Follow("In whose hands it has been")).ShouldSay("The portal found that the stored file is not what was stored");
        var administration = await (await SignedInAs("pat.quinn")).Open("/administration");
        (await administration.Follow("1 file of evidence lost or changed")).ShouldSay("Changed in the store");

        await RoundAsync();
        (await RecordedAsync("file-changed")).ShouldBe(1, "it is on the record once, however often it is seen");

        await File.WriteAllBytesAsync(_file, was);
        await RoundAsync();
        (await IntegrityAsync()).ShouldBe(FileIntegrity.Whole);
        (await RecordedAsync("file-whole-again")).ShouldBe(1);
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{_item}")).ShouldSay("Open the file");
    }

    [Fact]
    public async Task An_address_given_out_before_gives_nothing_that_is_not_what_was_added()
    {
        var manager = await SignedInAs(Given.Manager);
        var address = (await manager.Get($"/evidence/download/{_item}")).Headers.Location!.ToString();
        await File.WriteAllTextAsync(_file, "Notes of another panel.");
        await RoundAsync();

        (await manager.Get(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_store_that_is_away_says_nothing_of_the_files_and_is_asked_again()
    {
        var away = new EvidenceStore(new AwayStore(), Portal.Data);

        await Portal.AsPortalAsync(async s =>
        {
            var check = ActivatorUtilities.CreateInstance<CheckFile>(s, away);
            await Should.ThrowAsync<NotYet>(() => ActivatorUtilities.CreateInstance<CheckFilesJob>(s, check, new FixityOptions()).RunAsync(CheckFilesJob.Name, default));
            var text = await s.GetRequiredService<PortalDbContext>().Set<FileText>().SingleAsync();
            await Should.ThrowAsync<NotYet>(() => ActivatorUtilities.CreateInstance<ReadFileJob>(s, away).RunAsync(ReadFileJob.SubjectOf(text), default));
        });

        (await IntegrityAsync()).ShouldBe(FileIntegrity.NotChecked);
        (await MailsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_file_that_the_store_does_not_give_keeps_no_other_from_being_read()
    {
        await Given.EvidenceItem(_scene, "more.txt", () => new MemoryStream("More notes."u8.ToArray()));
        var store = new EvidenceStore(new AwayStore(Portal.Host.Services.GetRequiredService<IContentStore>(), Path.GetFileName(_file)), Portal.Data);

        await Portal.AsPortalAsync(s => Should.ThrowAsync<NotYet>(
            () => ActivatorUtilities.CreateInstance<CheckFilesJob>(s, ActivatorUtilities.CreateInstance<CheckFile>(s, store), new FixityOptions()).RunAsync(CheckFilesJob.Name, default)));

        (await Portal.ReadAsync(db => db.StoredFiles.OrderBy(f => f.Integrity).Select(f => f.Integrity).ToListAsync())).ShouldBe([FileIntegrity.NotChecked, FileIntegrity.Whole]);
    }

    [Fact]
    public async Task A_lost_file_is_told_once_a_day_however_much_is_lost()
    {
        await Given.EvidenceItem(_scene, "more.txt", () => new MemoryStream("More notes."u8.ToArray()));
        foreach (var file in Portal.FilesOfEvidence())
        {
            File.Delete(file);
        }

        await RoundAsync();

        (await Portal.ReadAsync(db => db.StoredFiles.Select(f => f.Integrity).ToListAsync())).ShouldBe([FileIntegrity.Missing, FileIntegrity.Missing]);
        (await MailsAsync()).Count.ShouldBe(1);
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await RoundAsync();
        (await MailsAsync()).Count.ShouldBe(1, "what is known is not told again");
    }

    [Fact]
    public async Task Adding_the_same_file_again_mends_it()
    {
        File.Delete(_file);
        await RoundAsync();

        await Portal.AsPortalAsync(async s =>
            await s.GetRequiredService<EvidenceStore>().SaveAsync(new MemoryStream("Notes of the panel."u8.ToArray()), 1000, default));
        await RoundAsync();

        (await IntegrityAsync()).ShouldBe(FileIntegrity.Whole);
    }

    [Fact]
    public async Task A_library_does_not_learn_from_its_copy_that_another_had_the_same_file_before()
    {
        await RoundAsync();
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{_item}")).ShouldSay("Whole 3 March 2015");
        Portal.Clock.Advance(TimeSpan.FromDays(2));
        var council = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-northshire-council").Select(b => b.Id).SingleAsync());
        var theirs = await Portal.AsAsync(Given.Director, s => s.GetRequiredService<AddEvidence>().ToLibraryAsync(
            council, new EvidenceDescription("Notes", EvidenceKind.Audit, new DateOnly(2014, 11, 30), "How practice was checked."), "notes.txt",
            new MemoryStream("Notes of the panel."u8.ToArray()), default));

        var page = await (await SignedInAs(Given.Director)).Open($"/evidence/details/{theirs}");

        page.ShouldSay("Not read again yet").Text.ShouldNotContain("3 March 2015");
    }

    [Fact]
    public async Task The_oldest_reading_comes_first_and_a_round_has_an_end()
    {
        for (var i = 0; i < 4; i++)
        {
            await Given.EvidenceItem(_scene, $"notes {i}.txt", () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"Notes of panel {i}.")));
        }

        var paced = new FixityOptions { FilesPerRound = 2, DaysBetween = 1 };
        foreach (var read in new[] { 2, 4, 5 })
        {
            Portal.Clock.Advance(TimeSpan.FromMinutes(30));
            await RoundAsync(paced);
            (await Portal.ReadAsync(db => db.StoredFiles.CountAsync(f => f.CheckedAt != null))).ShouldBe(read);
        }

        var first = await Portal.ReadAsync(db => db.StoredFiles.OrderBy(f => f.CheckedAt).Select(f => f.Sha256).FirstAsync());
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await RoundAsync(new FixityOptions { FilesPerRound = 10, BytesPerRound = 1, DaysBetween = 1 });
        (await Portal.ReadAsync(db => db.StoredFiles.OrderByDescending(f => f.CheckedAt).Select(f => f.Sha256).FirstAsync())).ShouldBe(first);
    }

    [Fact]
    public async Task Only_what_belongs_to_nothing_and_is_past_its_grace_is_swept()
    {
        var store = Portal.Host.Services.GetRequiredService<EvidenceStore>();
        var old = (await store.SaveAsync(new MemoryStream("left by a killed process"u8.ToArray()), 1000, default)).Sha256;
        var young = (await store.SaveAsync(new MemoryStream("being added right now"u8.ToArray()), 1000, default)).Sha256;
        var grace = Portal.Clock.GetUtcNow().UtcDateTime.AddDays(-new FixityOptions().OrphanDays);
        File.SetLastWriteTimeUtc(PathOf(old), grace.AddMinutes(-1));
        File.SetLastWriteTimeUtc(PathOf(young), grace.AddMinutes(1));
        File.SetLastWriteTimeUtc(_file, grace.AddYears(-1));

        await Portal.AsPortalAsync(s => s.GetRequiredService<SweepOrphansJob>().RunAsync(SweepOrphansJob.Name, default));

        (File.Exists(PathOf(old)), File.Exists(PathOf(young)), File.Exists(_file)).ShouldBe((false, true, true));
    }

    [Fact]
    public async Task Content_stored_anew_while_it_is_being_swept_stays()
    {
        var store = Portal.Host.Services.GetRequiredService<EvidenceStore>();
        var sha256 = (await store.SaveAsync(new MemoryStream("come back just now"u8.ToArray()), 1000, default)).Sha256;

        (await store.DeleteAsync(sha256, File.GetLastWriteTimeUtc(PathOf(sha256)), default)).ShouldBeFalse();

        File.Exists(PathOf(sha256)).ShouldBeTrue();
        (await store.DeleteAsync(new string('a', 64), DateTime.MaxValue, default)).ShouldBeFalse("there is none");
    }

    [Fact]
    public async Task The_operator_has_everything_read_again_and_is_told_by_the_exit_code()
    {
        (await RunAsync(0)).ShouldContain("All 1 files are whole");
        await File.WriteAllTextAsync(_file, "Notes of another panel.");
        var said = await RunAsync(1);
        said.ShouldContain(Path.GetFileName(_file) + "  Changed in the store");
        said.ShouldContain("1 of 1 files are lost or changed.");
        (await IntegrityAsync()).ShouldBe(FileIntegrity.Changed);
    }

    protected override async Task SetUpAsync()
    {
        _scene = await Given.Assigned();
        _item = await Given.EvidenceItem(_scene, "notes.txt", () => new MemoryStream("Notes of the panel."u8.ToArray()));
        _file = Portal.FilesOfEvidence().Single();
    }

    private string PathOf(string sha256) => Path.Combine(Portal.Data, "files", sha256[..2], sha256[2..4], sha256);

    private Task RoundAsync(FixityOptions? options = null) => Portal.AsPortalAsync(s => (options is null
        ? s.GetRequiredService<CheckFilesJob>() : ActivatorUtilities.CreateInstance<CheckFilesJob>(s, options)).RunAsync(CheckFilesJob.Name, default));

    private Task<FileIntegrity> IntegrityAsync() => Portal.ReadAsync(db => db.StoredFiles.Select(f => f.Integrity).SingleAsync());

    private Task<List<string>> MailsAsync() => Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject == "Files of evidence are lost or changed").Select(m => m.Name).ToListAsync());

    private Task<int> RecordedAsync(string action) => Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == action));

    private async Task<string> RunAsync(int exit)
    {
        using var process = Portal.StartProcess(new Dictionary<string, string?>(), "verify-store");
        (await process.ExitCodeAsync()).ShouldBe(exit, process.Said);
        return process.Said;
    }

    /// <summary>A store that does not answer.</summary>
    /// <param name="contents">What it holds.</param>
    /// <param name="sha256">The one content that it does not give; none at all when null.</param>
    private sealed class AwayStore(IContentStore? contents = null, string? sha256 = null) : IContentStore
    {
        public string Description => "store that is away";

        public Task KeepAsync(string name, string path, CancellationToken ct) => throw Away();

        public Task WriteAsync(string name, Stream content, CancellationToken ct) => throw Away();

        public Task<Stream> OpenReadAsync(string name, CancellationToken ct) =>
            contents is not null && !name.EndsWith(sha256!, StringComparison.Ordinal) ? contents.OpenReadAsync(name, ct) : throw Away();

        public Task<HeldContent?> FindAsync(string name, CancellationToken ct) => throw Away();

        public Task<bool> DeleteAsync(string name, CancellationToken ct) => throw Away();

        public Task<bool> DeleteAsync(string name, DateTime unlessSince, CancellationToken ct) => throw Away();

        public IAsyncEnumerable<HeldContent> ListAsync(string prefix, CancellationToken ct) => throw Away();

        public string? PathOf(string name) => null;

        private static StoreAway Away() => new("It does not answer.", new IOException());
    }
}
