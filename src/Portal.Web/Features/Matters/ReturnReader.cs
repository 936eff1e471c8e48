using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>What one agency returned in a matter, and what the present person may do with it.</summary>
/// <param name="Of">The matter.</param>
/// <param name="Framework">What is answered.</param>
/// <param name="Post">The agency's post.</param>
/// <param name="Agency">What the agency is called.</param>
/// <param name="Answers">What it says, by criterion.</param>
/// <param name="MayAnswer">True for the agency while it is asked.</param>
/// <param name="MayModerate">True for those who run the board, once the return is made.</param>
public sealed record ShownReturn(
    ShownMatter Of, Framework Framework, Id<Post> Post, string Agency, IReadOnlyDictionary<string, ReturnedAnswer> Answers, bool MayAnswer, bool MayModerate)
{
    public int Complete => Answers.Values.Count(a => a.IsComplete);

    public int Moderated => Answers.Values.Count(a => a.IsModerated);

    public string LabelOf(string? grade) => grade is null ? "" : Framework.FindGrade(grade)?.Label ?? grade;
}

/// <summary>Loads returns for showing, and says whether they are ready to be sent or accepted.</summary>
public sealed class ReturnReader(PortalDbContext db, MatterReader matters, MatterKinds kinds, FrameworkLibrary frameworks, CurrentPerson me)
{
    /// <exception cref="NotFound">Nothing is returned in it, that post was not asked, or it is another agency's.</exception>
    public async Task<ShownReturn> ShowAsync(Id<Matter> id, Id<Post> post, CancellationToken ct)
    {
        var shown = await matters.ShowAsync(id, ct);
        return shown.Sees(post) && (await OfAsync(shown, ct)).FirstOrDefault(r => r.Post == post) is { } found ? found : throw new NotFound();
    }

    /// <summary>The returns in a matter that the present person sees, by agency; none where nothing is returned in it.</summary>
    public async Task<IReadOnlyList<ShownReturn>> OfAsync(ShownMatter shown, CancellationToken ct)
    {
        var matter = shown.Matter;
        if (matter is not { FrameworkCode: { } code, FrameworkVersion: { } version } || (await KindAsync(matter, ct))?.Return is not { } asks)
        {
            return [];
        }

        var framework = await frameworks.GetAsync(code, version, ct);
        var asked = (await db.Tasks.AsNoTracking().Where(t => t.MatterId == matter.Id).ToListAsync(ct)).Where(t => t.Outcomes.Contains(asks.Made) && shown.Sees(t.PostId)).ToList();
        var posts = asked.Select(t => t.PostId).Distinct().ToList();
        var names = await db.Posts.Where(p => posts.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Title, ct);
        var answers = await db.Set<ReturnedAnswer>().AsNoTracking().Where(a => a.MatterId == matter.Id && posts.Contains(a.PostId)).ToListAsync(ct);
        return
        [
            .. posts.Select(post =>
            {
                var open = matter.State == MatterState.Open && asked.Exists(t => t.PostId == post && t.State == TaskState.Open);
                return new ShownReturn(
                    shown, framework, post, names[post],
                    answers.Where(a => a.PostId == post).ToDictionary(a => a.CriterionId, StringComparer.Ordinal),
                    MayAnswer: open && me.Posts.Any(p => p.Id == post),
                    MayModerate: !open && matter.State == MatterState.Open && me.Runs(matter.BodyId));
            }).OrderBy(r => r.Agency, StringComparer.Ordinal),
        ];
    }

    /// <summary>The agency whose return a task is about; null where it is about none.</summary>
    public static Id<Post>? AgencyOf(PostTask task) => Id<Post>.TryParse(task.About, null, out var post) ? post : null;

    /// <exception cref="RuleBroken">A return is sent before it is complete, or accepted before it is moderated.</exception>
    public async Task RequireReadyAsync(PostTask task, string outcome, CancellationToken ct)
    {
        if (task.MatterId is not { } id || AgencyOf(task) is not { } agency)
        {
            return;
        }

        var shown = await matters.ShowAsync(id, ct);
        if ((await KindAsync(shown.Matter, ct))?.Return is not { } asks || (await OfAsync(shown, ct)).FirstOrDefault(r => r.Post == agency) is not { } found)
        {
            return;
        }

        var all = found.Framework.Criteria.Count();
        if (outcome == asks.Made && found.Complete < all)
        {
            throw new RuleBroken("return.incomplete", $"{found.Complete} of {all} lines are answered with a score. Answer the others first, or say that it does not apply.", "Outcome");
        }

        if (outcome == asks.Accepted && found.Moderated < found.Complete)
        {
            throw new RuleBroken("return.not-moderated", $"{found.Moderated} of {found.Complete} lines are moderated. Give each its moderated score first, or send the return back.", "Outcome");
        }
    }

    private async Task<MatterKind?> KindAsync(Matter matter, CancellationToken ct) => (await kinds.ListAsync(ct)).FirstOrDefault(k => k.Id == matter.Kind);
}
