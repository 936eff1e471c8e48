using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Language;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What the language coach has to say about one answer or judgement as it is saved.</summary>
/// <param name="Of">The self-assessment.</param>
/// <param name="Subject">The criterion's id or the judgement's code.</param>
/// <param name="Open">Remarks that stand.</param>
/// <param name="Dismissed">Remarks somebody dismissed, with who and why.</param>
public sealed record Wording(Id<SelfAssessment> Of, string Subject, IReadOnlyList<ShownRemark> Open, IReadOnlyList<ShownRemark> Dismissed)
{
    public static Wording None { get; } = new(default, "", [], []);

    /// <summary>The part that is about one question.</summary>
    public Wording In(WrittenField field) =>
        this with { Open = [.. Open.Where(r => r.Remark.Field == field)], Dismissed = [.. Dismissed.Where(r => r.Remark.Field == field)] };
}

/// <summary>A remark with what became of it.</summary>
/// <param name="Key">Names it in an address, for as long as the words stand.</param>
/// <param name="Remark">The remark.</param>
/// <param name="Dismissal">Who dismissed it, when and why; null while it stands.</param>
public sealed record ShownRemark(string Key, Remark Remark, Dismissal? Dismissal);

/// <summary>Who dismissed a remark, when and why.</summary>
public sealed record Dismissal(string By, DateTime At, string Reason);

/// <summary>Lets the language coach read saved texts and knows which of its remarks people dismissed.</summary>
public sealed class WordingReader(PortalDbContext db, LanguageCoach coach)
{
    /// <summary>The remarks on one answer.</summary>
    public Task<Wording> OfAsync(Id<SelfAssessment> id, string subject, AnswerText text, CancellationToken ct) => OfAsync(id, subject, Texts(text), ct);

    /// <summary>The remarks on one judgement.</summary>
    public Task<Wording> OfAsync(Id<SelfAssessment> id, string subject, JudgementText text, CancellationToken ct) => OfAsync(id, subject, Texts(text), ct);

    /// <summary>The remarks that stand on a whole self-assessment, by subject.</summary>
    public async Task<IReadOnlyList<Wording>> OfAllAsync(
        Id<SelfAssessment> id, IReadOnlyDictionary<string, AnswerText> answers, IReadOnlyDictionary<string, JudgementText> judgements, CancellationToken ct)
    {
        var dismissed = (await db.Set<DismissedRemark>().AsNoTracking().Where(d => d.SelfAssessmentId == id && d.TakenBackAt == null).ToListAsync(ct))
            .ToLookup(d => d.Subject, StringComparer.Ordinal);
        return
        [
            .. answers.Select(a => (Subject: a.Key, Texts: Texts(a.Value))).Concat(judgements.Select(j => (Subject: j.Key, Texts: Texts(j.Value))))
                .Select(s => new Wording(
                    id, s.Subject, [.. Remarks(s.Texts).Where(r => !dismissed[s.Subject].Any(d => d.Covers(r))).Select(r => new ShownRemark(KeyOf(r), r, null))], []))
                .Where(w => w.Open.Count > 0),
        ];
    }

    private async Task<Wording> OfAsync(Id<SelfAssessment> id, string subject, IEnumerable<(WrittenField, string)> texts, CancellationToken ct)
    {
        var remarks = Remarks(texts).ToList();
        if (remarks.Count == 0)
        {
            return Wording.None;
        }

        var dismissed = await db.Set<DismissedRemark>().AsNoTracking().Where(d => d.SelfAssessmentId == id && d.Subject == subject && d.TakenBackAt == null)
            .Join(db.People, d => d.DismissedBy, p => p.Id, (d, p) => new { Remark = d, By = p.Name }).ToListAsync(ct);
        var shown = remarks.ConvertAll(r => new ShownRemark(
            KeyOf(r), r, dismissed.Find(d => d.Remark.Covers(r)) is { } by ? new Dismissal(by.By, by.Remark.DismissedAt, by.Remark.Reason) : null));
        return new Wording(id, subject, shown.FindAll(r => r.Dismissal is null), shown.FindAll(r => r.Dismissal is not null));
    }

    private IEnumerable<Remark> Remarks(IEnumerable<(WrittenField Field, string Text)> texts) => texts.SelectMany(t => coach.Read(t.Text, t.Field));

    private static (WrittenField, string)[] Texts(AnswerText text) =>
        [(WrittenField.Know, text.Know), (WrittenField.HowKnown, text.HowKnown), (WrittenField.Difference, text.Difference), (WrittenField.Next, text.Next)];

    private static (WrittenField, string)[] Texts(JudgementText text) =>
    [
        (WrittenField.Reasons, text.Reasons), (WrittenField.KeptFromHigher, text.KeptFromHigher), (WrittenField.KeptFromLower, text.KeptFromLower),
        (WrittenField.ChildrensVoice, text.ChildrensVoice),
    ];

    private static string KeyOf(Remark remark) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{remark.Rule.Id}\n{remark.Found.ToUpperInvariant()}")))[..16];
}
