using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Persistence;

public sealed class MigrationsAndModel(PortalFixture portal) : PortalTest(portal)
{
    [Theory]
    [InlineData(typeof(SqlitePortalDbContext))]
    [InlineData(typeof(PostgresPortalDbContext))]
    public void The_migrations_of_each_database_make_the_model_as_it_is(Type context)
    {
        var factory = typeof(PortalDbContext).Assembly.GetTypes().Single(t => t.IsAssignableTo(typeof(IDesignTimeDbContextFactory<>).MakeGenericType(context)));

        using var db = (DbContext)factory.GetMethod("CreateDbContext")!.Invoke(Activator.CreateInstance(factory, nonPublic: true), [Array.Empty<string>()])!;

        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task The_running_portal_has_the_same_model_and_no_migration_waits()
    {
        await Portal.ReadAsync(async db =>
        {
            db.Database.HasPendingModelChanges().ShouldBeFalse();
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
            return true;
        });
    }

    [Fact]
    public async Task Evidence_from_before_there_were_versions_has_its_file_as_the_first_and_waits_for_the_scanner()
    {
        using var folder = new TemporaryFolder();
        var scope = new AccessScope();
        scope.OpenForPortal();
        var options = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite($"Data Source={folder["old.db"]};Foreign Keys=False;Pooling=False")
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)).Options; // The rules for accounts, which are part of the model, come with the host.
        await using var db = new SqlitePortalDbContext(options, scope);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("FrameworkVersionsAndReturns");
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO "StoredFiles" ("Sha256", "Size", "ContentType", "StoredAt") VALUES ('aa', 1, 'text/plain', '2015-01-01');
            INSERT INTO "EvidenceItems" ("Id", "BodyId", "Title", "Kind", "Describes", "Shows", "FileName", "FileSha256", "AddedBy", "AddedAt")
            VALUES ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002', 'Audit', 'Audit', '2014-11-30', 'It shows.', 'audit.txt', 'aa',
                '01900000-0000-7000-8000-000000000003', '2015-01-02');
            """);

        await migrator.MigrateAsync();

        var version = await db.Set<EvidenceVersion>().SingleAsync();
        var item = await db.EvidenceItems.SingleAsync();
        (version.EvidenceItemId, version.Number, version.FileName, version.FileSha256).ShouldBe((item.Id, item.FileVersion, "audit.txt", "aa"));
        item.Marking.ShouldBe(SecurityMarking.Official);
        (await db.StoredFiles.SingleAsync()).Safety.ShouldBe(FileSafety.Waiting);
    }

    [Fact]
    public async Task Mails_from_before_they_had_a_kind_get_it_by_their_key_and_count_as_read()
    {
        using var folder = new TemporaryFolder();
        var scope = new AccessScope();
        scope.OpenForPortal();
        var options = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite($"Data Source={folder["old.db"]};Foreign Keys=False;Pooling=False")
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)).Options;
        await using var db = new SqlitePortalDbContext(options, scope);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("AddPacksBeside");
        foreach (var (number, key, subject, state) in new[]
        {
            (1, "reminders:2015-03-03:x", "Your tasks: 1 overdue", "Sent"), (2, "reminders:2015-03-02:x", "Your week: 1 later", "Queued"), (3, "receipt:v:x", "Submitted", "Refused"),
            (4, "audit:h:1:x", "The audit trail", "Sent"), (5, "fixity:2015-03-03:x", "Files", "Sent"),
        })
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "OutgoingEmail" ("Id", "PersonId", "Name", "Address", "Subject", "Text", "DedupeKey", "WrittenAt", "State", "NotBefore", "Attempts", "SentAt")
                VALUES ({$"01900000-0000-7000-8000-00000000000{number}"}, '01900000-0000-7000-8000-000000000009', 'Pat', 'pat@x.example', {subject}, 'Text', {key}, '2015-03-03 09:00:00', {state}, '2015-03-03 09:01:00', 1,
                    {(state == "Sent" ? "2015-03-03 09:00:00" : null)})
                """);
        }

        await migrator.MigrateAsync();

        var rows = await db.Set<OutgoingEmail>().OrderBy(m => m.Id).ToListAsync();
        rows.Select(m => m.Kind).ShouldBe([MailKind.Reminders, MailKind.Digest, MailKind.Notice, MailKind.Operations, MailKind.Operations]);
        rows.ShouldAllBe(m => m.ReadAt == m.WrittenAt);
        rows.Select(m => m.FailedAt).ShouldBe([null, null, new DateTime(2015, 3, 3, 9, 1, 0, DateTimeKind.Utc), null, null]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_journal_from_before_bursts_were_rows_is_kept_line_by_line_in_its_order_and_can_be_taken_back(bool isPostgres)
    {
        Assert.SkipWhen(isPostgres && !ScratchDatabase.IsPostgres, "Needs the server that TEST_POSTGRES names.");
        using var folder = new TemporaryFolder();
        await using var server = isPostgres ? await ScratchDatabase.CreateEmptyAsync() : null;
        await using var db = Former(folder, server);
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("ChasesAndCalendars");
        // One burst in one moment; another in which the clock went on and then back; a case that was journalled before nodes and executions were named.
        var early = new DateTime(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc);
        var late = early.AddSeconds(1).AddTicks(1_234_560);
        (string Case, long Place, DateTime At, string Execution, string Node, string Event, string? Outcomes, string? Message, string? By)[] written =
        [
            ("a", 2, early, "a/e2", "Workflow1:root:ask", "Suspended", null, null, null), ("a", 1, early, "a/e1", "Workflow1:root", "Started", null, null, null),
            ("a", 3, late, "a/e2", "Workflow1:root:ask", "Resumed", null, null, null), ("a", 4, late, "a/e2", "Workflow1:root:ask", "Completed", "Approve, Done", null, null),
            ("a", 5, early, "a/e3", "Workflow1:root:print", "Faulted", null, "It said \"no\",\nthen [nothing] – ’tis \\ over", null), ("a", 6, late, "a/e3", "Workflow1:root:print", "Retried", null, "mended", "Sam O’Cole"),
            ("b", 1, early, "", "", "Started", null, null, null),
        ];
        foreach (var line in written)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "WorkflowJournalLine" ("InstanceId", "Sequence", "BodyId", "At", "ExecutionId", "ActivityId", "NodeId", "ActivityType", "Event", "Outcomes", "Message", "By")
                VALUES ({line.Case}, {line.Place}, {_body}, {line.At}, {line.Execution}, 'ask', {line.Node}, 'Portal.HumanTask', {line.Event}, {line.Outcomes}, {line.Message}, {line.By})
                """);
        }

        await migrator.MigrateAsync("JournalOfBursts");

        (await db.Set<WorkflowJournalBurst>().OrderBy(b => b.InstanceId).ThenBy(b => b.First).Select(b => new { b.InstanceId, b.First, b.Last, b.BodyId }).ToListAsync())
            .Select(b => (b.InstanceId, b.First, b.Last, b.BodyId.Value)).ShouldBe([("a", 1, 2, _body), ("a", 3, 4, _body), ("a", 5, 5, _body), ("a", 6, 6, _body), ("b", 1, 1, _body)]);
        var lines = await db.Set<WorkflowJournalLine>().AsNoTracking().OrderBy(l => l.InstanceId).ThenBy(l => l.Sequence).ToListAsync();
        lines.Select(l => (l.InstanceId, l.Sequence, l.At, l.ExecutionId, l.NodeId, l.Event, l.Outcomes, l.Message, l.By)).ShouldBe(written.OrderBy(l => l.Case, StringComparer.Ordinal).ThenBy(l => l.Place));
        lines.ShouldAllBe(l => l.ActivityId == "ask" && l.ActivityType == "Portal.HumanTask" && l.BodyId.Value == _body && l.At.Kind == DateTimeKind.Utc);

        await migrator.MigrateAsync("ChasesAndCalendars");

        (await db.Set<WorkflowJournalLine>().AsNoTracking().OrderBy(l => l.InstanceId).ThenBy(l => l.Sequence).ToListAsync())
            .Select(l => (l.InstanceId, l.Sequence, l.At, l.ExecutionId, l.NodeId, l.Event, l.Outcomes, l.Message, l.By)).ShouldBe(written.OrderBy(l => l.Case, StringComparer.Ordinal).ThenBy(l => l.Place));
    }

    private static readonly Guid _body = new("01900000-0000-7000-8000-000000000002");

    /// <summary>An empty database, in which rows may refer to others that are not there.</summary>
    private static PortalDbContext Former(TemporaryFolder folder, ScratchDatabase? server)
    {
        var scope = new AccessScope();
        scope.OpenForPortal();
        return server is null
            ? new SqlitePortalDbContext(Warned(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite($"Data Source={folder["old.db"]};Foreign Keys=False;Pooling=False")), scope)
            : new PostgresPortalDbContext(Warned(new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql($"{server.Connection};Options=-c session_replication_role=replica")), scope);

        static DbContextOptions<T> Warned<T>(DbContextOptionsBuilder<T> builder) where T : DbContext =>
            builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning)).Options;
    }
}
