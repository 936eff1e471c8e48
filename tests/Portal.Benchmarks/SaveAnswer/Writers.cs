using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.SelfAssessments;
using Portal.Web.Time;

namespace Portal.Benchmarks.SaveAnswer;

/// <summary>Somebody to whom one criterion of an authority's self-assessment is assigned.</summary>
public sealed record Writer(Id<Person> Id, string Email, Id<SelfAssessment> Assessment, string CriterionId)
{
    public string AnswerPage => $"/self-assessments/answer/{Assessment}/{CriterionId}";

    /// <summary>An answer of ordinary length, different each time.</summary>
    public static AnswerText Text(int number) => new(
        $"Draft {number}: thresholds are understood by partners; two services still refer late.",
        "Two multi-agency audits of 20 cases each, the quarterly data set, and what children told the participation group.",
        "Children said they had to tell their story less often; repeat referrals fell from 24% to 19% over the year.",
        "The head of service brings a plan for the two services to the board on the first Monday of next quarter.",
        null);

    /// <summary>Opens the assessment of the demonstration's council and gives as many of its criteria to new people, one each.</summary>
    public static async Task<IReadOnlyList<Writer>> PrepareAsync(LocalPortal portal, int count, CancellationToken ct)
    {
        await portal.SeedAsync(ct);
        var people = new List<(Person Person, Id<Post> Post)>();
        await portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var clock = s.GetRequiredService<TimeProvider>();
            var council = await db.Bodies.SingleAsync(b => b.Code == "demo-northshire-council", ct);
            for (var number = 1; number <= count; number++)
            {
                people.Add(await AppointAsync(s, db, council, number, clock.UtcNow()));
            }

            await db.SaveChangesAsync(ct);
        });
        var (id, criteria) = await OpenAsync(portal, ct);
        await portal.AsAsync(Director, async s =>
        {
            var framework = await s.GetRequiredService<FrameworkLibrary>().GetAsync("sif-2013", 1, ct);
            var due = s.GetRequiredService<WorkingCalendars>().England.Add(s.GetRequiredService<TimeProvider>().Today(), 10);
            foreach (var ((_, post), criterion) in people.Zip(criteria))
            {
                await s.GetRequiredService<AssignWork>().ToAsync(id, framework.JudgementOf(criterion).Code, criterion, post, due, ct);
            }

            return true;
        });
        return [.. people.Zip(criteria, (p, criterion) => new Writer(p.Person.Id, p.Person.Email, id, criterion))];
    }

    private const string Director = "margaret.ellis" + DemoAccount.Domain;

    private static async Task<(Person, Id<Post>)> AppointAsync(IServiceProvider s, PortalDbContext db, Body council, int number, DateTime at)
    {
        var person = Person.Named($"Writer {number}", $"writer.{number}{DemoAccount.Domain}");
        var post = Post.In(council, PostRole.Contributor, $"Team {number}");
        post.Appoint(person, at);
        db.People.Add(person);
        db.Posts.Add(post);
        var created = await s.GetRequiredService<UserManager<Account>>().CreateAsync(Account.Of(person), DemoAccount.Password);
        return created.Succeeded ? (person, post.Id) : throw new InvalidOperationException(string.Join(' ', created.Errors.Select(e => e.Description)));
    }

    private static Task<(Id<SelfAssessment>, IReadOnlyList<string>)> OpenAsync(LocalPortal portal, CancellationToken ct) => portal.AsAsync(Director, async s =>
    {
        var today = s.GetRequiredService<TimeProvider>().Today();
        var plan = new AssessmentPlan(today.AddYears(-1), today.AddDays(-1), s.GetRequiredService<WorkingCalendars>().England.Add(today, 40));
        var council = s.GetRequiredService<CurrentPerson>().Posts.Single(p => p.Role == PostRole.DirectorOfChildrensServices).BodyId;
        var id = await s.GetRequiredService<OpenSelfAssessment>().ForAsync(council, "sif-2013", 1, plan, ct);
        var framework = await s.GetRequiredService<FrameworkLibrary>().GetAsync("sif-2013", 1, ct);
        return (id, (IReadOnlyList<string>)[.. framework.Criteria.Select(c => c.Id)]);
    });
}
