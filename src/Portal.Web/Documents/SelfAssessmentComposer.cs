using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Documents;

/// <summary>Composes the whole text of a self-assessment as it stands: to be frozen and signed, kept as a position, compared, printed or exported.</summary>
public sealed class SelfAssessmentComposer(PortalDbContext db, AnnexAQuestions questions, TimeProvider clock)
{
    /// <param name="assessment">The self-assessment.</param>
    /// <param name="framework">The version it answers.</param>
    /// <param name="number">Number of the frozen version; 0 where the text is not frozen.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SelfAssessmentDocument> ComposeAsync(SelfAssessment assessment, Framework framework, int number, CancellationToken ct)
    {
        var judgements = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == assessment.Id).ToDictionaryAsync(j => j.JudgementCode, ct);
        var body = await db.Bodies.SingleAsync(b => b.Id == assessment.BodyId, ct);
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == assessment.Id).ToDictionaryAsync(a => a.CriterionId, ct);
        var writerIds = answers.Values.Select(a => a.WrittenBy).Concat(judgements.Values.Select(j => j.DecidedBy)).Distinct().ToList();
        var names = await db.People.Where(p => writerIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var evidence = await EvidenceAsync(assessment, framework, ct);

        return new SelfAssessmentDocument
        {
            Id = assessment.Id.Value,
            Body = new NamedCode(body.Code, body.Name),
            Framework = new FrameworkReference(framework.Code, framework.Version, framework.Title, framework.ContentHash,
                framework.Questions == AnswerQuestions.Usual ? null : framework.Questions),
            PeriodFrom = assessment.PeriodFrom,
            PeriodTo = assessment.PeriodTo,
            SubmissionDate = assessment.SubmissionDate,
            Version = number,
            FrozenAt = clock.UtcNow(),
            Judgements = [.. framework.Judgements.Select(Section)],
            Evidence = evidence.Entries,
            Caveats = await db.CaveatsOfAsync(assessment.Id, ct) is { Count: > 0 } caveats ? caveats : null,
            AnnexA = await AnnexAAsync(assessment, framework, ct),
            Attribution = framework.Attribution,
        };

        JudgementSection Section(JudgementArea area)
        {
            var judgement = judgements.GetValueOrDefault(area.Code);
            return new JudgementSection(
                area.Code, area.Title, judgement?.Text.Grade, judgement?.Text.Grade is { } grade ? framework.Grade(grade).Label : null, judgement?.Text ?? JudgementText.Empty,
                judgement is null ? null : names[judgement.DecidedBy], judgement?.DecidedAt, [.. area.Criteria.Select(Criterion)]);
        }

        CriterionSection Criterion(Criterion criterion)
        {
            var answer = answers.GetValueOrDefault(criterion.Id);
            return new CriterionSection(
                criterion.Id, criterion.Title, criterion.Text, answer?.Text,
                answer?.Text.SelfGrade is { } grade ? framework.Grade(grade).Label : null,
                answer is null ? null : names[answer.WrittenBy], answer?.WrittenAt, [.. evidence.UsesOf(criterion.Id)]);
        }
    }

    private async Task<IReadOnlyList<AnnexASection>?> AnnexAAsync(SelfAssessment assessment, Framework framework, CancellationToken ct)
    {
        var asked = questions.Of(framework);
        var answers = asked.Count == 0 ? [] : await db.Set<AnnexAAnswer>().AsNoTracking().Where(a => a.SelfAssessmentId == assessment.Id && a.Text.Said != "")
            .Join(db.People, a => a.WrittenBy, p => p.Id, (a, p) => new { a.QuestionId, a.Text.Said, p.Name, a.WrittenAt }).ToDictionaryAsync(a => a.QuestionId, ct);
        return answers.Count == 0 ? null :
        [
            .. asked.Select(q => answers.TryGetValue(q.Id, out var answer)
                ? new AnnexASection(q.Id, q.Judgement, q.Title, q.Text, answer.Said, answer.Name, answer.WrittenAt)
                : new AnnexASection(q.Id, q.Judgement, q.Title, q.Text, null, null, null)),
        ];
    }

    private async Task<NumberedEvidence> EvidenceAsync(SelfAssessment assessment, Framework framework, CancellationToken ct)
    {
        var rows = await (
            from link in db.EvidenceLinks
            where link.SelfAssessmentId == assessment.Id
            join item in db.EvidenceItems on link.EvidenceItemId equals item.Id
            join file in db.StoredFiles on item.FileSha256 equals file.Sha256
            join person in db.People on item.AddedBy equals person.Id
            select new { link.CriterionId, link.Passage, link.Reference, link.LinkedAt, Item = item, File = file, AddedBy = person.Name }).AsNoTracking().ToListAsync(ct);
        var order = framework.Criteria.Select((c, place) => (c.Id, place)).ToDictionary(c => c.Id, c => c.place, StringComparer.Ordinal);
        var numbered = new NumberedEvidence();
        foreach (var row in rows.Where(r => order.ContainsKey(r.CriterionId)).OrderBy(r => order[r.CriterionId]).ThenBy(r => r.LinkedAt).ThenBy(r => r.Item.Id.Value))
        {
            numbered.Use(row.CriterionId, row.Passage, row.Reference, row.Item.Id.Value, number => new EvidenceEntry(
                number, row.Item.Id.Value, row.Item.Title, row.Item.Kind, row.Item.Describes, row.Item.Shows, row.Item.FileName,
                row.File.ContentType, row.File.Size, row.File.Sha256, row.AddedBy, row.Item.AddedAt)
            {
                Version = row.Item.FileVersion > 1 ? row.Item.FileVersion : null,
                Marking = row.Item.Marking == SecurityMarking.Official ? null : row.Item.Marking,
            });
        }

        return numbered;
    }

    /// <summary>Numbers evidence in the order of its first use.</summary>
    private sealed class NumberedEvidence
    {
        private readonly Dictionary<Guid, EvidenceEntry> _byItem = [];
        private readonly List<(string Criterion, EvidenceUse Use)> _uses = [];

        public IReadOnlyList<EvidenceEntry> Entries => [.. _byItem.Values.OrderBy(e => e.Number)];

        public IEnumerable<EvidenceUse> UsesOf(string criterion) => _uses.Where(u => u.Criterion == criterion).Select(u => u.Use);

        public void Use(string criterion, string? passage, int reference, Guid item, Func<int, EvidenceEntry> describe)
        {
            if (!_byItem.TryGetValue(item, out var entry))
            {
                entry = describe(_byItem.Count + 1);
                _byItem.Add(item, entry);
            }

            _uses.Add((criterion, new EvidenceUse(entry.Number, passage, reference)));
        }
    }
}
