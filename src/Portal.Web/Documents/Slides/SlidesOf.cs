using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.Slides;

/// <summary>
/// Draws the slides of an opening presentation from a signed version and from nothing else: the same version always gives the same slides. Every statement keeps the signed words in
/// full, its criterion and its evidence. What would take more than two slides on the same goes on over hidden ones, so that a long self-assessment is drawn as something that can be given.
/// </summary>
public static class SlidesOf
{
    /// <summary>Slides on the same that are shown as drawn; the further ones wait, hidden.</summary>
    public const int MostShownOnTheSame = 2;

    /// <summary>Points of a slide as drawn.</summary>
    private const int MostPoints = 5;

    /// <summary>Characters of a slide as drawn.</summary>
    private const int MostCharacters = 760;

    /// <param name="document">What was signed.</param>
    /// <param name="onRecord">All caveats and dissent: also those that were made, or answered, while the frozen version was read.</param>
    public static IReadOnlyList<DrawnSlide> From(SelfAssessmentDocument document, IReadOnlyList<CaveatSection> onRecord)
    {
        var asked = document.Framework.Questions ?? AnswerQuestions.AsHeadings;
        var judgements = document.Judgements.Where(j => j.Criteria.Count > 0 || j.Grade is not null || j.Text != JudgementText.Empty).ToList();
        return
        [
            Title(document),
            .. OnTheSame(SlideKind.WhoWeAre, "Who we are", WhoWeAre(document)),
            .. judgements.Count > 1 ? OnTheSame(SlideKind.Grades, "Our judgements of ourselves", judgements.Select(j => Statement.Signed(j.GradeLabel ?? "No grade given", j.Title))) : [],
            .. judgements.SelectMany(j => OfJudgement(j, asked)),
            .. OnTheSame(SlideKind.Voice, "The voice of children, young people and families", Voice(judgements)),
            .. LookAt(document),
            .. OnTheSame(SlideKind.Caveats, "Caveats and dissent", Caveats(onRecord)),
        ];
    }

    private static DrawnSlide Title(SelfAssessmentDocument document) => new(
        SlideKind.Title,
        Fitting(document.Body.Name),
        [
            Statement.Own("Opening presentation to the review team"),
            Statement.Own(Fitting(document.Framework.Title)),
            Statement.Own($"{document.PeriodFrom.Words()} to {document.PeriodTo.Words()}"),
        ],
        Minutes: 0);

    private static IEnumerable<Statement> WhoWeAre(SelfAssessmentDocument document)
    {
        var criteria = document.Judgements.SelectMany(j => j.Criteria).ToList();
        yield return Statement.Signed(Fitting(document.Body.Name), "Body");
        yield return Statement.Signed($"{document.PeriodFrom.Words()} to {document.PeriodTo.Words()}, {Fitting(document.Framework.Title)}", "Period and framework");
        yield return Statement.Signed($"{criteria.Count(c => c.Answer is { IsComplete: true })} of {Number(criteria.Count, "criterion", "criteria")}; {document.Judgements.Count(j => j.Grade is not null)} of {Number(document.Judgements.Count, "judgement", "judgements")} graded", "Answered");
        yield return Statement.Signed(
            document.Evidence.Count == 0
                ? "None stands behind the answers"
                : $"{Number(document.Evidence.Count, "item", "items")}: {string.Join(", ", document.Evidence.GroupBy(e => e.Kind).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => $"{g.Key.Words()} {g.Count()}"))}",
            "Evidence");
        if (document.Evidence.Count > 0)
        {
            yield return Statement.Signed($"{document.Evidence.Min(e => e.Describes).Words()} to {document.Evidence.Max(e => e.Describes).Words()}", "It describes");
        }

        yield return Statement.Signed($"Version {document.Version}, frozen on {document.FrozenAt.Words()}", "Signed");
    }

    private static IEnumerable<DrawnSlide> OfJudgement(JudgementSection judgement, AnswerQuestions asked)
    {
        yield return new DrawnSlide(
            SlideKind.Judgement, Fitting($"{judgement.Title}: {judgement.GradeLabel ?? "no grade given"}"),
            [
                .. Said(judgement.Text.Reasons, "Why this grade", 2, "No reasons are given."),
                .. Said(judgement.Text.KeptFromHigher, "What kept it from the grade above", 1, "Nothing is said.", second: true),
                .. Said(judgement.Text.KeptFromLower, "What kept it from the grade below", 1, "Nothing is said.", second: true),
            ],
            judgement.Code, Minutes: 2);
        var answered = judgement.Criteria.Where(c => c.Answer is not null).ToList();
        if (answered.Count == 0)
        {
            if (judgement.Criteria.Count > 0)
            {
                yield return new DrawnSlide(
                    SlideKind.Know, Fitting($"{asked.Know}: {judgement.Title}"),
                    [Statement.Signed(judgement.Criteria.Count == 1 ? "Its one criterion is not answered." : $"None of its {judgement.Criteria.Count} criteria is answered.")], judgement.Code);
            }

            yield break;
        }

        var most = answered.Count switch { <= 4 => 3, <= 8 => 2, _ => 1 };
        foreach (var (kind, question, said) in new (SlideKind, string, Func<AnswerText, string>)[]
        {
            (SlideKind.Know, asked.Know, a => a.Know), (SlideKind.HowKnown, asked.HowKnown, a => a.HowKnown),
            (SlideKind.Difference, asked.Difference, a => a.Difference), (SlideKind.Next, asked.Next, a => a.Next),
        })
        {
            var statements = answered.SelectMany(c => Answered(c, said(c.Answer!), most)).ToList();
            foreach (var slide in OnTheSame(kind, $"{question.TrimEnd('?')}: {judgement.Title}", statements.Count > 0 ? statements : [Statement.Signed("Nothing is said.")], judgement.Code))
            {
                yield return slide;
            }
        }
    }

    private static IEnumerable<Statement> Answered(CriterionSection criterion, string text, int most) => Pieces.Of(text, most)
        .Select(p => new Statement(criterion.Id, p.Original, p.Shown, criterion.Id, Behind(criterion, p.Original)));

    /// <summary>The evidence to which the words refer; where they refer to none, all that stands behind the answer.</summary>
    private static IReadOnlyList<int> Behind(CriterionSection criterion, string text)
    {
        var named = References.In(text);
        var uses = criterion.Evidence.Where(u => u.Reference is { } reference && named.Contains(reference)).ToList();
        return [.. (uses.Count > 0 ? uses : criterion.Evidence).Select(u => u.Number).Distinct().Order()];
    }

    private static IEnumerable<Statement> Said(string text, string heading, int most, string nothing, bool second = false)
    {
        var pieces = Pieces.Of(text, most);
        return pieces.Count == 0
            ? [Statement.Signed(nothing, heading) with { Second = second }]
            : pieces.Select((p, i) => new Statement(i == 0 ? heading : null, p.Original, p.Shown, null, [], second));
    }

    private static List<Statement> Voice(List<JudgementSection> judgements)
    {
        var said = judgements.SelectMany(j => Pieces.Of(j.Text.ChildrensVoice, judgements.Count > 3 ? 1 : 3).Select(p => new Statement(Fitting(j.Title), p.Original, p.Shown, null, []))).ToList();
        return said.Count > 0 ? said : [Statement.Signed("The signed text does not say whose voice stands behind the judgements.")];
    }

    /// <summary>What the body itself says it has not shown yet. Where that is nothing, the slide waits for its words, hidden.</summary>
    private static IEnumerable<DrawnSlide> LookAt(SelfAssessmentDocument document)
    {
        const string Title = "What we want you to look at";
        var criteria = document.Judgements.SelectMany(j => j.Criteria).Where(c => c.Answer is not null).ToList();
        var claims = criteria.Where(c => c.Answer!.Strength is ClaimStrength.Asserted or ClaimStrength.Correlated && c.Answer.Difference.Length > 0)
            .OrderBy(c => c.Answer!.Strength).SelectMany(c => Answered(c, c.Answer!.Difference, 1).Select(s => s with { Heading = $"{c.Id}, {c.Answer!.Strength!.Value.Words().ToLowerInvariant()}" })).ToList();
        var bare = criteria.Where(c => c.Evidence.Count == 0).Select(c => c.Id).ToList();
        IReadOnlyList<Statement> statements =
        [
            .. claims,
            .. bare.Chunk(20).Select(ids => Statement.Signed(string.Join(", ", ids), "Answered without evidence")),
        ];
        return statements.Count == 0
            ? [new DrawnSlide(SlideKind.LookAt, Title, [Statement.Own("Say here what the review team should look at first.")], Hidden: true)]
            : OnTheSame(SlideKind.LookAt, Title, statements);
    }

    private static IEnumerable<Statement> Caveats(IReadOnlyList<CaveatSection> onRecord) => onRecord.Count == 0
        ? [Statement.Signed("None is on the record.")]
        : onRecord.SelectMany(c => Pieces.Of(c.Text, 2).Select(p => new Statement(Fitting($"{c.Kind.Words()} on {c.Subject ?? "the whole"}, {c.Post}"), p.Original, p.Shown, null, [])));

    /// <summary>As many slides as the statements take, counted in their titles.</summary>
    private static IEnumerable<DrawnSlide> OnTheSame(SlideKind kind, string title, IEnumerable<Statement> statements, string? judgement = null)
    {
        var slides = new List<List<Statement>>();
        var room = 0;
        foreach (var statement in statements)
        {
            var length = statement.Text.Length + (statement.Heading?.Length ?? 0);
            if (slides.Count == 0 || slides[^1].Count == (kind is SlideKind.WhoWeAre or SlideKind.Grades ? Slide.MostStatements : MostPoints) || room + length > MostCharacters)
            {
                slides.Add([]);
                room = 0;
            }

            slides[^1].Add(statement);
            room += length;
        }

        return slides.Select((s, i) => new DrawnSlide(
            kind, slides.Count == 1 ? Fitting(title) : Fitting(title, $" ({i + 1} of {slides.Count})"), s, judgement, i >= MostShownOnTheSame));
    }

    /// <summary>A title as long as a slide takes it.</summary>
    private static string Fitting(string text, string then = "") => Pieces.Start(text, Slide.LongestTitle - then.Length) + then;

    private static string Number(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";
}
