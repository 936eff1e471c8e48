using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Benchmarks.SaveAnswer;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Time;

namespace Portal.Benchmarks.WriteArea;

/// <summary>Directors, each of an authority of their own, who write the area of 15 criteria of their own self-assessment.</summary>
public sealed record AreaWriter(string Email, Id<SelfAssessment> Assessment)
{
    /// <summary>The area of the framework of 2013 that has 15 criteria: leadership, management and governance.</summary>
    public const string Area = "LMG";

    private const string Framework = "sif-2013";

    public string Page => $"/self-assessments/write/{Assessment}/{Area}";

    /// <summary>Makes the authorities, opens their self-assessments and answers the area's criteria.</summary>
    public static async Task<IReadOnlyList<AreaWriter>> PrepareAsync(LocalPortal portal, int count, CancellationToken ct)
    {
        await portal.SeedAsync(ct);
        var emails = new List<string>();
        await portal.AsPortalAsync(async s =>
        {
            for (var number = 1; number <= count; number++)
            {
                emails.Add(await FoundAsync(s, number));
            }

            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync(ct);
        });
        var writers = new List<AreaWriter>();
        foreach (var email in emails)
        {
            writers.Add(new AreaWriter(email, await portal.AsAsync(email, s => OpenAsync(s, ct))));
        }

        return writers;
    }

    private static async Task<string> FoundAsync(IServiceProvider s, int number)
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var authority = Body.Found($"benchmark-{number}", $"Benchmark Council {number}", BodyKind.LocalAuthority, "London");
        var director = Person.Named($"Director {number}", $"director.{number}{DemoAccount.Domain}");
        var post = Post.In(authority, PostRole.DirectorOfChildrensServices, "Director of children's services");
        post.Appoint(director, s.GetRequiredService<TimeProvider>().UtcNow());
        db.AddRange(authority, director, post);
        var created = await s.GetRequiredService<UserManager<Account>>().CreateAsync(Account.Of(director), DemoAccount.Password);
        return created.Succeeded ? director.Email : throw new InvalidOperationException(string.Join(' ', created.Errors.Select(e => e.Description)));
    }

    private static async Task<Id<SelfAssessment>> OpenAsync(IServiceProvider s, CancellationToken ct)
    {
        var today = s.GetRequiredService<TimeProvider>().Today();
        var plan = new AssessmentPlan(today.AddYears(-1), today.AddDays(-1), s.GetRequiredService<WorkingCalendars>().England.Add(today, 40));
        var id = await s.GetRequiredService<OpenSelfAssessment>().ForAsync(s.GetRequiredService<CurrentPerson>().Posts[0].BodyId, Framework, 1, plan, ct);
        var framework = await s.GetRequiredService<Portal.Web.Frameworks.FrameworkLibrary>().GetAsync(Framework, 1, ct);
        await s.GetRequiredService<Portal.Web.Features.SelfAssessments.SaveAnswer>().AllAsync(
            id, [.. framework.Judgement(Area).Criteria.Select((c, i) => new TypedAnswer(c.Id, Writer.Text(i), 0))], ct);
        return id;
    }
}
