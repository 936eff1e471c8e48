using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Features.Evidence;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Auditing;

/// <summary>The trail is only added to, and nobody changes it unnoticed.</summary>
public sealed class KeepingTheTrail(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Each_entry_has_the_next_number_and_the_hash_of_the_one_before()
    {
        await Given.Packed();

        var entries = await EntriesAsync();

        entries.Count.ShouldBeGreaterThan(10);
        entries.Select(e => e.Number).ShouldBe(Enumerable.Range(1, entries.Count).Select(n => (long)n));
        entries[0].Previous.ShouldBe(AuditHead.Beginning.Hash);
        entries.Zip(entries.Skip(1)).ShouldAllBe(pair => pair.Second.Previous == pair.First.Hash);
        entries.ShouldAllBe(e => e.Hash == e.ExpectedHash());
        entries.ShouldContain(e => e.Action == "pack-completed");
        (await VerifyAsync()).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task The_database_itself_refuses_to_change_or_remove_an_entry()
    {
        await Given.Assigned();
        var before = await EntriesAsync();

        await Should.ThrowAsync<Exception>(() => Portal.ReadAsync(db => db.Set<AuditEntry>().ExecuteUpdateAsync(set => set.SetProperty(e => e.Reason, "Nothing happened."))));
        await Should.ThrowAsync<Exception>(() => Portal.ReadAsync(db => db.Set<AuditEntry>().ExecuteDeleteAsync()));
        await Should.ThrowAsync<Exception>(() => Portal.ReadAsync(db => db.Database.ExecuteSqlRawAsync(Portal.IsPostgres
            ? """truncate table "AuditEntry" """
            : """insert or replace into "AuditEntry" ("Id", "BodyId", "Action", "Subject", "At", "Number", "Previous", "Hash") select "Id", "BodyId", 'forged', "Subject", "At", "Number", "Previous", "Hash" from "AuditEntry" where "Number" = 1""")));

        (await EntriesAsync()).Select(e => e.Hash).ShouldBe(before.Select(e => e.Hash));
    }

    [Theory]
    [InlineData("""update "AuditEntry" set "Reason" = 'Nothing happened.' where "Number" = 2""", "Entry 2 was altered")]
    [InlineData("""update "AuditEntry" set "PersonId" = null where "Number" = 2""", "Entry 2 was altered")]
    [InlineData("""delete from "AuditEntry" where "Number" = 2""", "Entry 2 was removed")]
    [InlineData("""delete from "AuditEntry" where "Number" in (1, 2)""", "Entries 1 to 2 were removed")]
    [InlineData("""update "AuditEntry" set "Number" = case "Number" when 2 then -3 else -2 end where "Number" in (2, 3); update "AuditEntry" set "Number" = -"Number" where "Number" < 0""", "Entry 2 does not follow")]
    public async Task What_was_altered_removed_or_moved_past_the_portal_is_found_and_named(string sql, string said)
    {
        var scene = await Given.Assigned();
        await Given.EvidenceItem(scene, "notes.txt", () => new MemoryStream("Notes of the panel."u8.ToArray()));
        await PastThePortal.WriteAsync(Portal, sql);

        var report = await VerifyAsync();

        report.IsSound.ShouldBeFalse();
        report.Told[0].ShouldStartWith(said);
    }

    [Fact]
    public async Task An_entry_put_in_between_is_found()
    {
        await Given.Assigned();
        var last = (await EntriesAsync())[^1];
        await PastThePortal.WriteAsync(
            Portal,
            $"""
             update "AuditEntry" set "Number" = "Number" + 1 where "Number" = {last.Number};
             insert into "AuditEntry" ("Id", "BodyId", "Action", "Subject", "At", "Number", "Previous", "Hash")
             select '{Guid.CreateVersion7().ToString().ToUpperInvariant()}', "BodyId", 'signed', "Subject", "At", {last.Number}, "Previous", "Hash" from "AuditEntry" where "Number" = {last.Number + 1}
             """);

        var report = await VerifyAsync();

        report.Told.ShouldContain(t => t.StartsWith($"Entry {last.Number} was altered", StringComparison.Ordinal));
        report.Told.ShouldContain(t => t.StartsWith($"Entry {last.Number + 1} does not follow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_cut_off_the_end_are_missed_by_whoever_kept_the_head()
    {
        await Given.Assigned();
        var head = (await VerifyAsync()).Head;
        await PastThePortal.WriteAsync(Portal, $"""delete from "AuditEntry" where "Number" > {head.Number - 2}""");

        (await VerifyAsync()).IsSound.ShouldBeTrue("the rest of the chain is whole");
        var report = await VerifyAsync(head);

        report.Told.ShouldBe([$"The trail ends with entry {head.Number - 2} and had {head.Number}: entries were cut off its end."]);
    }

    [Fact]
    public async Task Writers_of_two_nodes_get_places_one_after_the_other()
    {
        const int Each = 25;
        var scene = await Given.Assigned();
        var before = (await EntriesAsync()).Count;
        await using var other = new PortalHost(Portal.Settings, Portal.Clock);
        other.StartServer();

        await Task.WhenAll(new[] { Portal.Host, Portal.Host, other, other }.Select((host, writer) => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await using var scope = host.Services.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<AuditTrail>().Record(scene.Board, "downloaded", $"{writer}", i.ToString(CultureInfo.InvariantCulture));
                await scope.ServiceProvider.GetRequiredService<PortalDbContext>().SaveChangesAsync();
            }
        })));

        var entries = await EntriesAsync();
        entries.Count.ShouldBe(before + (4 * Each));
        entries.Where(e => e.Subject == "2").Select(e => e.Reason).ShouldBe(Enumerable.Range(0, Each).Select(i => i.ToString(CultureInfo.InvariantCulture)));
        (await VerifyAsync()).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task A_save_that_fails_and_a_transaction_that_is_given_up_leave_no_entry_and_no_gap()
    {
        var scene = await Given.Assigned();
        var before = await EntriesAsync();
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await using (await db.Database.BeginTransactionAsync())
            {
                s.GetRequiredService<AuditTrail>().Record(scene.Board, "signed", "given up");
                await db.SaveChangesAsync();
            }

            s.GetRequiredService<AuditTrail>().Record(scene.Board, "signed", "kept");
            db.Add(new BoardAuthority(scene.Board, Id<Body>.New())); // no such authority
            await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
            db.Entry(db.ChangeTracker.Entries<BoardAuthority>().Single().Entity).State = EntityState.Detached;
            await db.SaveChangesAsync();
        });

        var entries = await EntriesAsync();
        entries.Skip(before.Count).Select(e => e.Subject).ShouldBe(["kept"]);
        (await VerifyAsync()).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_transaction_of_several_saves_the_entries_follow_at_its_end()
    {
        var scene = await Given.Assigned();
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var what in new[] { "first", "second" })
            {
                s.GetRequiredService<AuditTrail>().Record(scene.Board, "signed", what);
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        });

        (await EntriesAsync()).TakeLast(2).Select(e => e.Subject).ShouldBe(["first", "second"]);
        (await VerifyAsync()).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task Entries_from_before_the_trail_was_chained_get_their_places_at_the_next_start()
    {
        await Given.Assigned();
        await PastThePortal.WriteAsync(Portal, """update "AuditEntry" set "Hash" = '', "Previous" = '' """);
        var before = (await EntriesAsync()).ConvertAll(e => e.Id);

        await using (var next = new PortalHost(Portal.Settings with { Environment = "Development" }, Portal.Clock))
        {
            next.StartServer();
        }

        (await EntriesAsync()).Take(before.Count).Select(e => e.Id).ShouldBe(before);
        (await VerifyAsync()).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task Each_night_the_trail_is_read_and_a_fault_is_told_to_the_administrators_and_to_whoever_watches()
    {
        await Given.Assigned();
        await NightAsync();
        (await Portal.ReadAsync(db => db.Set<AuditCheck>().SingleAsync())).Faults.ShouldBe(0);
        await PastThePortal.WriteAsync(Portal, """delete from "AuditEntry" where "Number" = (select max("Number") from "AuditEntry")""");
        Portal.Clock.Advance(TimeSpan.FromDays(1));

        await NightAsync();

        var check = await Portal.ReadAsync(db => db.Set<AuditCheck>().OrderByDescending(c => c.At).FirstAsync());
        check.Faults.ShouldBe(1, "it is held to the head of the night before");
        check.Account!.ShouldContain("cut off its end");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.StartsWith("The audit trail")).Select(m => m.Name).ToListAsync())).ShouldBe(["Pat Quinn"]);
        (await new Visitor(Portal.Host).Open("/health")).Text.ShouldContain("audit trail: Degraded");
        var page = await (await PortalFixture.SignInAsync(Portal.Host, "pat.quinn")).Open("/administration"); // the sign-in of the day before has ended
        (await page.Follow("The audit trail is not as it was written: 1 fault")).ShouldSay("cut off its end");
    }

    [Fact]
    public async Task Everything_done_with_an_item_of_evidence_is_on_its_record()
    {
        var scene = await Given.Assigned();
        var id = await Given.EvidenceItem(scene, "notes.txt", () => new MemoryStream("Notes of the panel."u8.ToArray()));
        await Given.JobsRun();
        var manager = await SignedInAs(Given.Manager);
        await manager.Open($"/evidence/read/{id}");
        (await manager.Fetch($"/evidence/download/{id}")).Dispose();
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<LinkEvidence>().ToCriterionAsync(id, scene.Id, "LSCB-02", "page 1", default));

        var custody = await (await manager.Open($"/evidence/details/{id}")).Follow("In whose hands it has been");

        custody.ShouldSay("Tom Whitfield added the item").ShouldSay("Tom Whitfield read its text").ShouldSay("Tom Whitfield downloaded the file").ShouldSay("Tom Whitfield linked it to a criterion");
        using var others = await (await SignedInAs("janet.moss")).Get($"/evidence/custody/{id}");
        others.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        using var contributor = await (await SignedInAs(Given.Police)).Get($"/evidence/custody/{id}");
        contributor.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden, "who has looked at it is not for everybody who adds evidence");
    }

    [Fact]
    public async Task Administrators_find_entries_and_are_not_shown_what_bodies_wrote()
    {
        var scene = await Given.Assigned();
        var id = await Given.EvidenceItem(scene, "notes.txt", () => new MemoryStream("Notes of the panel."u8.ToArray()));
        var link = await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.EvidenceItemId == id).Select(l => l.Id).SingleAsync());
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<LinkEvidence>().RemoveAsync(link, default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawEvidence>().AsAsync(id, "It names a family by mistake.", default));
        var administrator = await SignedInAs("pat.quinn");

        var found = await (await administrator.Open("/administration/audit")).Submit("Show", ("Name or address of whoever acted contains", "WHITFIELD"), ("What was done", "Withdrew the item"));

        found.ShouldSay("Tom Whitfield withdrew the item").ShouldSay("1 in all").ShouldSay("The reason is on the body’s own pages");
        found.Text.ShouldNotContain("It names a family by mistake.");
        (await administrator.Open($"/administration/audit?About={id}&From=2015-03-03&Until=2015-03-03")).ShouldSay("Tom Whitfield added the item");
        (await administrator.Open($"/administration/audit?About={id}&Until=2015-03-02")).ShouldSay("No entry is like that.");
        (await administrator.Open("/administration/audit?From.Day=31&From.Month=2&From.Year=2015")).Status.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        (await administrator.Open("/administration/audit?handler=Csv&From.Day=31&From.Month=2&From.Year=2015")).Status.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        using var csv = await administrator.Fetch($"/administration/audit?handler=Csv&About={id}");
        var lines = await csv.Content.ReadAsStringAsync();
        lines.ShouldContain("evidence-withdrawn");
        lines.ShouldNotContain("family");
    }

    private async Task NightAsync()
    {
        await Portal.AsPortalAsync(s => s.GetRequiredService<VerifyAuditJob>().RunAsync(VerifyAuditJob.Name, default));
    }

    private Task<List<AuditEntry>> EntriesAsync() => Portal.ReadAsync(db => db.Set<AuditEntry>().AsNoTracking().OrderBy(e => e.Number).ToListAsync());

    private Task<AuditReport> VerifyAsync(params AuditHead[] kept) => Portal.AsPortalAsync(s => s.GetRequiredService<AuditVerification>().RunAsync(kept, default));
}
