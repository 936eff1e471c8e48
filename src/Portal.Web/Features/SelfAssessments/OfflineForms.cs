using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents.Office;
using Portal.Web.Files;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>An answer as it came back in a file. A field that is no longer in the file is null: it stays as it was downloaded.</summary>
/// <param name="CriterionId">The criterion.</param>
/// <param name="BasedOn">The version that was in the file when it was downloaded; 0 where there was none.</param>
/// <param name="Untouched">True when the file says what it said when it was downloaded.</param>
public sealed record OfflineAnswer(string CriterionId, int BasedOn, bool Untouched, string? Know, string? HowKnown, string? Difference, string? Next);

/// <summary>
/// One area as a Word document or an Excel workbook to be filled in without the portal, and what comes back of it. A sealed note in the file says what was
/// downloaded; of the file only the words in its fields are taken, under the names that the seal knows.
/// </summary>
public sealed class OfflineForms(
    PortalDbContext db, IDataProtectionProvider protection, AssessmentReader reader, FileChecks checks, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Largest file that is taken back, in bytes; an area of a form has some 100 KB.</summary>
    public const int MostBytes = 10_000_000;

    private const string Seal = "PortalForm";

    /// <summary>Files are read one at a time: what is small on the disk may be large in memory.</summary>
    private static readonly SemaphoreSlim _turn = new(1, 1);

    private static readonly string[] _questions = ["know", "how-known", "difference", "next"];

    /// <summary>Writes the criteria of an area that the present person may answer as a Word document with fields.</summary>
    public async Task WordAsync(Stream output, ShownAssessment shown, JudgementArea area, CancellationToken ct)
    {
        var answers = await AnswersAsync(shown, area, ct);
        using var word = new DocxWriter(output, PrintHead.OfWorkingText(shown, clock.Today()).Line, (Seal, Sealed(shown, area, answers)));
        word.Heading(1, area.Title);
        word.Text($"{shown.Where}\nWrite in the fields and send the file back on the page from which you downloaded it. You will see what it would change before anything is changed. Whatever is written outside the fields stays in the file.");
        foreach (var (criterion, answer) in answers)
        {
            word.Heading(2, $"{criterion.Id} {criterion.Title}");
            word.Note(criterion.Text);
            foreach (var (question, asked, text) in Fields(shown.Framework.Questions, answer?.Text ?? AnswerText.Empty))
            {
                word.Heading(3, asked);
                word.Field($"{criterion.Id}|{question}", $"{criterion.Id} {asked}", text);
            }
        }
    }

    /// <summary>Writes the same as an Excel workbook, a row for each criterion.</summary>
    /// <exception cref="RuleBroken">An answer is longer than a cell can hold.</exception>
    public async Task<Func<Stream, Task>> ExcelAsync(ShownAssessment shown, JudgementArea area, CancellationToken ct)
    {
        var answers = await AnswersAsync(shown, area, ct);
        if (answers.Any(a => a.Answer is { } answer && Fields(shown.Framework.Questions, answer.Text).Any(f => f.Text.Length > XlsxWriter.MostInCell)))
        {
            throw new RuleBroken("offline.too-long", "An answer of this area is longer than a cell of Excel can hold. Download it as Word.");
        }

        var asked = shown.Framework.Questions;
        var rows = answers.Select(a => (IReadOnlyList<string>)[a.Criterion.Id, $"{a.Criterion.Title}: {a.Criterion.Text}", .. Fields(asked, a.Answer?.Text ?? AnswerText.Empty).Select(f => f.Text)]);
        var table = new DataTable(AnswersSheet, ["Criterion", "What good looks like", asked.Know, asked.HowKnown, asked.Difference, asked.Next], rows.ToAsyncEnumerable());
        var seal = Sealed(shown, area, answers);
        return output => XlsxWriter.WriteAsync(output, [table], seal, ct);
    }

    /// <summary>Takes a file back and keeps what it says, to be looked at; nothing is changed yet.</summary>
    /// <exception cref="FileRefused">It is no Word document or Excel workbook.</exception>
    /// <exception cref="OfficeFileRefused">It is not a form of this area, or was tampered with.</exception>
    public async Task<Id<OfflineReturn>> ReceiveAsync(ShownAssessment shown, JudgementArea area, Stream content, string fileName, CancellationToken ct)
    {
        using var examined = await checks.ExamineAsync(content, fileName, ct);
        using var file = examined.Content.OpenRead();
        var (seal, fields) = await InTurnAsync(() => Read(examined.Type, file), ct);
        var note = Open(seal) ?? throw new OfficeFileRefused("The file is not a form of this portal, or its seal was changed. Download the area again and copy your text into it.");
        if (note.Assessment != shown.Id.Value || note.Area != area.Code)
        {
            throw new OfficeFileRefused("The file is a form of another area or another self-assessment. Send it on the page from which you downloaded it.");
        }

        var answers = note.Answers.Select(a => Answer(a, fields)).ToList();
        if (answers.Find(a => new[] { a.Know, a.HowKnown, a.Difference, a.Next }.Any(t => t?.Length > TextRules.MostCharacters)) is { } tooLong)
        {
            throw new OfficeFileRefused($"An answer to {tooLong.CriterionId} has more than {TextRules.MostCharacters:N0} characters. Attach longer text as evidence.");
        }

        var returned = OfflineReturn.Of(shown.Assessment, area.Code, examined.Name, JsonSerializer.Serialize(answers), me.Id, clock.UtcNow());
        db.Add(returned);
        await db.SaveChangesAsync(ct);
        return returned.Id;
    }

    /// <summary>A file that the present person sent back, with what it says.</summary>
    /// <exception cref="NotFound">There is none, or somebody else sent it.</exception>
    public async Task<(OfflineReturn Returned, ShownAssessment Shown, IReadOnlyList<OfflineAnswer> Answers)> ReadAsync(Id<OfflineReturn> id, CancellationToken ct)
    {
        var person = me.Id;
        var returned = await db.Set<OfflineReturn>().Where(r => r.Id == id && r.SentBy == person).FirstOr404Async(ct);
        return (returned, await reader.ShowAsync(returned.SelfAssessmentId, ct), JsonSerializer.Deserialize<List<OfflineAnswer>>(returned.Content) ?? []);
    }

    private const string AnswersSheet = "Answers";

    private static async Task<T> InTurnAsync<T>(Func<T> read, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return read();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static (string? Seal, Func<string, int, string?> Fields) Read(AcceptedType type, Stream file) => type == AcceptedTypes.Docx ? Word(file)
        : type == AcceptedTypes.Xlsx ? Excel(file)
        : throw new OfficeFileRefused("Send the Word document or the Excel workbook that you downloaded here.");

    private static (string? Seal, Func<string, int, string?> Fields) Word(Stream file)
    {
        var seal = OfficeReader.Property(file, Seal);
        var fields = OfficeReader.Fields(file);
        return (seal, (criterion, question) => fields.GetValueOrDefault($"{criterion}|{_questions[question]}"));
    }

    private static (string? Seal, Func<string, int, string?> Fields) Excel(Stream file)
    {
        var sheets = OfficeReader.Sheets(file);
        var rows = sheets.GetValueOrDefault(AnswersSheet) ?? [];
        return (
            sheets.GetValueOrDefault(XlsxWriter.HiddenSheet) is [[var seal, ..], ..] ? seal : null,
            (criterion, question) => rows.FirstOrDefault(r => r.Count > 0 && r[0].Trim() == criterion) is { } row ? row.ElementAtOrDefault(question + 2) ?? "" : null);
    }

    private static OfflineAnswer Answer(SealedAnswer known, Func<string, int, string?> fields)
    {
        var texts = Enumerable.Range(0, _questions.Length).Select(q => fields(known.CriterionId, q)).ToList();
        var text = new AnswerText(texts[0] ?? "", texts[1] ?? "", texts[2] ?? "", texts[3] ?? "").Tidied();
        var untouched = texts.Contains(null) ? texts.TrueForAll(t => t is null) : HashOf(text) == known.Hash;
        return new OfflineAnswer(
            known.CriterionId, known.Version, untouched, InFile(0, text.Know), InFile(1, text.HowKnown), InFile(2, text.Difference), InFile(3, text.Next));

        string? InFile(int question, string words) => texts[question] is null ? null : words;
    }

    private async Task<IReadOnlyList<(Criterion Criterion, Answer? Answer)>> AnswersAsync(ShownAssessment shown, JudgementArea area, CancellationToken ct)
    {
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == shown.Id).ToDictionaryAsync(a => a.CriterionId, ct);
        return [.. area.Criteria.Where(c => shown.Share.MayAnswer(area.Code, c.Id)).Select(c => (c, answers.GetValueOrDefault(c.Id)))];
    }

    private static (string Question, string Asked, string Text)[] Fields(AnswerQuestions asked, AnswerText text) =>
    [
        (_questions[0], asked.Know, text.Know), (_questions[1], asked.HowKnown, text.HowKnown), (_questions[2], asked.Difference, text.Difference), (_questions[3], asked.Next, text.Next),
    ];

    private string Sealed(ShownAssessment shown, JudgementArea area, IReadOnlyList<(Criterion Criterion, Answer? Answer)> answers) => Protector.Protect(JsonSerializer.Serialize(new SealedForm(
        shown.Id.Value, area.Code, [.. answers.Select(a => new SealedAnswer(a.Criterion.Id, a.Answer?.Version ?? 0, HashOf(a.Answer?.Text ?? AnswerText.Empty)))])));

    private SealedForm? Open(string? seal)
    {
        try
        {
            return string.IsNullOrEmpty(seal) ? null : JsonSerializer.Deserialize<SealedForm>(Protector.Unprotect(seal));
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Protector => protection.CreateProtector("offline-form");

    private static string HashOf(AnswerText text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', text.Know, text.HowKnown, text.Difference, text.Next))))[..32];

    private sealed record SealedForm(Guid Assessment, string Area, IReadOnlyList<SealedAnswer> Answers);

    private sealed record SealedAnswer(string CriterionId, int Version, string Hash);
}
