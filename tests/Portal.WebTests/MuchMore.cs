using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;
using Portal.Workflow.Engine;

namespace Portal.WebTests;

/// <summary>Northshire after many years: of all that a body can have, some twenty times as much, and more than a page of a list shows.</summary>
public static class MuchMore
{
    /// <summary>Of each kind.</summary>
    public const int Count = 60;

    private static readonly DateTime _at = PortalFixture.Start.UtcDateTime;

    /// <summary>Adds to what Northshire has; straight into the database, by the domain's own rules.</summary>
    public static Task AtNorthshireAsync(PortalFixture portal, Everything theirs) => portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var board = await db.Bodies.SingleAsync(b => b.Id == theirs.Board);
        var me = await db.People.SingleAsync(p => p.Email.StartsWith(Given.Manager));
        var lead = await db.People.SingleAsync(p => p.Email.StartsWith("ruth.bannister"));
        var writing = await db.SelfAssessments.SingleAsync(a => a.Id == theirs.InProgress);
        var posts = await db.Posts.Where(p => p.BodyId == theirs.Board).ToListAsync();
        for (var number = 0; number < Count; number++)
        {
            var at = _at.AddMinutes(number);
            await AddWorkAsync(db, theirs, writing, posts, me, number, at);
            await AddAssessmentAsync(db, theirs, me, number, at);
            AddPerson(db, board, number, at);
            AddReview(db, board, lead, number);
            AddOperations(db, theirs, me, number, at);
        }

        await db.SaveChangesAsync();
    });

    private static async Task AddWorkAsync(
        PortalDbContext db, Everything theirs, SelfAssessment writing, List<Post> posts, Person me, int number, DateTime at)
    {
        var file = await db.StoredFiles.FirstAsync();
        var item = EvidenceItem.Add(theirs.Board, new EvidenceDescription($"Item {number}", EvidenceKind.Audit, new DateOnly(2014, 11, 30), "Shows it."), $"{number}.txt", file, me.Id, at);
        db.EvidenceItems.Add(item);
        item.LinkTo(writing, "LSCB-02", $"page {number}", 1000 + (2 * number), me.Id, at);
        item.LinkTo(writing, "LSCB-03", null, 1001 + (2 * number), me.Id, at);
        var thread = await db.Comments.FirstAsync(c => c.SelfAssessmentId == theirs.InProgress && c.CriterionId == "LSCB-02" && c.ThreadId == null);
        db.Comments.Add(Comment.On(writing, "LSCB", "LSCB-02", $"Thread {number}", me.Id, at));
        db.Comments.Add(Comment.On(writing, "LSCB", null, $"On the grade {number}", me.Id, at));
        db.Comments.Add(thread.Reply(writing, $"Answer {number}", me.Id, at));
        db.Revisions.Add(Revision.Of(writing, "LSCB-02", JsonSerializer.Serialize(Given.Answer with { Know = $"Known {number}." }), number % 2 == 0 ? null : number, me.Id, at));
        foreach (var post in posts)
        {
            db.Tasks.Add(PostTask.For(post.Id, writing, new TaskBrief($"Task {number}", "Do it.", $"/self-assessments/answer/{writing.Id}/LSCB-02", new DateOnly(2015, 3, 20), [], About: "LSCB-04"), at));
        }

        foreach (var subject in new[] { theirs.InProgress.ToString(), theirs.Submitted.ToString(), theirs.Pack.ToString(), theirs.Evidence[0].ToString() })
        {
            db.Add(new AuditEntry { Id = Guid.CreateVersion7(), BodyId = theirs.Board, PersonId = me.Id, Action = number % 2 == 0 ? "downloaded" : "linked", Subject = subject, At = at });
        }
    }

    private static async Task AddAssessmentAsync(PortalDbContext db, Everything theirs, Person me, int number, DateTime at)
    {
        var assessment = SelfAssessment.Open(theirs.Board, (Given.Framework, 1), Given.Plan, _ => true, me.Id, at, new DateOnly(2015, 3, 3));
        var definition = await db.Set<PublishedWorkflow>().FirstAsync(w => w.DefinitionId == "lscb-self-assessment");
        var version = FrozenVersion.Of(assessment, 1, "{}", new string('b', 64), at);
        foreach (var role in FrozenVersion.Signatories)
        {
            version.Sign(role, me, version.ContentHash, at);
        }

        db.SelfAssessments.Add(assessment);
        db.FrozenVersions.Add(version);
        db.Packs.Add(EvidencePack.Request(version, $"Pack {number}.zip", at));
        db.Add(new WorkflowInstance
        {
            Id = Guid.CreateVersion7().ToString("N"), BodyId = theirs.Board, SelfAssessmentId = assessment.Id, DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version, DefinitionHash = definition.ContentHash, StartedAt = at, SubStatus = "Suspended", State = "{}",
        });
        foreach (var running in theirs.Cases)
        {
            db.Add(new WorkflowJournalBurst
            {
                InstanceId = running, First = 10_000 + number, Last = 10_000 + number, BodyId = theirs.Board,
                Lines = JournalLines.Write([new JournalEntry(10_000 + number, at, $"e{number}", $"Activity{number}", $"stages:Activity{number}", "Portal.HumanTask", JournalEvent.Started, [], null)]),
            });
        }
    }

    private static void AddPerson(PortalDbContext db, Body board, int number, DateTime at)
    {
        var person = Person.Named($"Person {number}", $"person.{number}@demo.example");
        var post = Post.In(board, PostRole.Contributor, $"Agency {number}");
        post.Appoint(person, at);
        db.People.Add(person);
        db.Posts.Add(post);
    }

    private static void AddReview(PortalDbContext db, Body board, Person lead, int number)
    {
        var review = Review.SetUp(board, $"Review {number}", new DateOnly(2015, 6, 1));
        review.Join(lead, PostRole.LeadInspector);
        db.Reviews.Add(review);
    }

    private static void AddOperations(PortalDbContext db, Everything theirs, Person me, int number, DateTime at)
    {
        db.Add(JobRequest.Of("assemble-pack", $"{theirs.Pack}-{number}", at, null));
        db.Add(new OutgoingEmail
        {
            Id = Guid.CreateVersion7(), PersonId = me.Id, Kind = MailKind.Notice, BodyId = theirs.Board, Name = me.Name, Address = me.Email, Subject = $"Mail {number}", Text = "Text.", DedupeKey = $"more:{number}", WrittenAt = at,
        });
    }
}
