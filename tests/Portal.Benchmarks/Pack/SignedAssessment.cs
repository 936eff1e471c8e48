using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Features.SignOff;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Benchmarks.Pack;

/// <summary>A board's self-assessment with evidence, led through the use cases to the two signatures after which its pack is asked for.</summary>
public sealed class SignedAssessment(LocalPortal portal, CancellationToken ct)
{
    private const string Manager = "tom.whitfield" + DemoAccount.Domain;
    private const string Chair = "helen.archer" + DemoAccount.Domain;
    private const string Director = "margaret.ellis" + DemoAccount.Domain;

    /// <returns>The pack that waits to be assembled.</returns>
    public async Task<Id<EvidencePack>> PrepareAsync(IReadOnlyList<string> files)
    {
        await portal.SeedAsync(ct);
        var id = await portal.AsAsync(Chair, OpenAsync);
        await FinishAsync(id, "Assigned");
        foreach (var (file, place) in files.Select((f, i) => (f, i)))
        {
            await portal.AsAsync(Manager, s => AddAsync(s, id, file, place));
        }

        await portal.AsAsync(Manager, s => WriteAsync(s, id));
        await FinishAsync(id, "Assessed");
        await FinishAsync(id, "Ready");
        await SignAsync(Director, id);
        await SignAsync(Chair, id);
        Id<EvidencePack> pack = default;
        await portal.AsPortalAsync(async s => pack = (await s.GetRequiredService<PortalDbContext>().Packs.SingleAsync(p => p.SelfAssessmentId == id, ct)).Id);
        return pack;
    }

    private async Task<Id<SelfAssessment>> OpenAsync(IServiceProvider s)
    {
        var today = s.GetRequiredService<TimeProvider>().Today();
        var plan = new AssessmentPlan(today.AddYears(-1), today.AddDays(-1), s.GetRequiredService<WorkingCalendars>().England.Add(today, 40));
        var board = s.GetRequiredService<CurrentPerson>().Posts.Single(p => p.Role == PostRole.Chair).BodyId;
        return await s.GetRequiredService<OpenSelfAssessment>().ForAsync(board, "lscb-review-2013", 1, plan, ct);
    }

    private async Task<bool> AddAsync(IServiceProvider s, Id<SelfAssessment> id, string file, int place)
    {
        var assessment = await s.GetRequiredService<PortalDbContext>().SelfAssessments.AsNoTracking().SingleAsync(a => a.Id == id, ct);
        var criteria = (await FrameworkAsync(s)).Criteria.ToList();
        await using var content = File.OpenRead(file);
        var item = await s.GetRequiredService<AddEvidence>().ToLibraryAsync(
            assessment.BodyId,
            new EvidenceDescription(Path.GetFileNameWithoutExtension(file), Enum.GetValues<EvidenceKind>()[0], assessment.PeriodTo, "Shows how practice was checked."),
            Path.GetFileName(file), content, ct);
        await s.GetRequiredService<LinkEvidence>().ToCriterionAsync(item, id, criteria[place % criteria.Count].Id, "page 1", ct);
        return true;
    }

    private async Task<bool> WriteAsync(IServiceProvider s, Id<SelfAssessment> id)
    {
        var framework = await FrameworkAsync(s);
        foreach (var criterion in framework.Criteria)
        {
            await s.GetRequiredService<Portal.Web.Features.SelfAssessments.SaveAnswer>().AsAsync(id, criterion.Id, SaveAnswer.Writer.Text(1), 0, ct);
        }

        foreach (var judgement in framework.Judgements)
        {
            await s.GetRequiredService<SaveJudgement>().AsAsync(id, judgement.Code, new JudgementText(
                "good", "Partners challenge each other and audits change practice.", "The effect of training is not yet evaluated.",
                "Every statutory duty is met.", "The participation group read the draft."), 0, ct);
        }

        return true;
    }

    private Task<bool> FinishAsync(Id<SelfAssessment> id, string outcome) => portal.AsAsync(Manager, async s =>
    {
        var open = await s.GetRequiredService<PortalDbContext>().Tasks.AsNoTracking()
            .Where(t => t.SelfAssessmentId == id && t.State == TaskState.Open).ToListAsync(ct);
        await s.GetRequiredService<TaskCompletion>().FinishAsync(open.First(t => t.Outcomes.Contains(outcome)).Id, outcome, null, ct);
        return true;
    });

    private Task<bool> SignAsync(string who, Id<SelfAssessment> id) => portal.AsAsync(who, async s =>
    {
        var hash = await s.GetRequiredService<PortalDbContext>().FrozenVersions
            .Where(v => v.SelfAssessmentId == id).OrderByDescending(v => v.Number).Select(v => v.ContentHash).FirstAsync(ct);
        await s.GetRequiredService<DecideSignOff>().SignAsync(id, hash, ct);
        return true;
    });

    private Task<Framework> FrameworkAsync(IServiceProvider s) => s.GetRequiredService<FrameworkLibrary>().GetAsync("lscb-review-2013", 1, ct);
}
