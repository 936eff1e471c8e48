using System.Text.RegularExpressions;
using Portal.Domain.Frameworks;

namespace Portal.Web.Seeding;

/// <summary>Reads the questions of Annex A that do not fit a spreadsheet (<c>seed-data/annex-a-questions.json</c>); a file with any fault is refused whole, with all faults.</summary>
public static partial class AnnexAQuestionsFile
{
    private static readonly ObjectShape File = new("annexAQuestions", ["source", "questions"], []);

    private static readonly ObjectShape Question = new("question", ["id", "framework", "judgement", "title", "text"], []);

    /// <exception cref="SeedFileRefused">It is not there, or has faults.</exception>
    public static AnnexAQuestions Read(string path) => System.IO.File.Exists(path)
        ? Read(System.IO.File.ReadAllBytes(path), path)
        : throw new SeedFileRefused(path, [new SeedFault("$", "there is no such file")]);

    /// <param name="content">The text, in UTF-8.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SeedFileRefused">It has faults.</exception>
    public static AnnexAQuestions Read(byte[] content, string name)
    {
        using var document = SeedJsonText.Parse(name, content);
        var faults = new List<SeedFault>();
        var it = new SeedJsonObject(document.RootElement, "$", File, faults);
        _ = it.Text("source");
        var questions = it.Objects("questions", Question, one => new AnnexAQuestion(
            one.Text("id"), one.Text("framework"), one.Text("judgement"), one.Text("title"), one.Text("text")));
        foreach (var (question, place) in questions.Select((q, i) => (q, i)).Where(q => !Id().IsMatch(q.q.Id)))
        {
            faults.Add(new SeedFault($"$.questions[{place}].id", $"\"{question.Id}\" must be AX, a letter, a hyphen and two digits, such as AXA-05"));
        }

        foreach (var twice in questions.CountBy(q => q.Id).Where(c => c.Value > 1))
        {
            faults.Add(new SeedFault("$.questions", $"\"{twice.Key}\" is the id of {twice.Value} questions"));
        }

        return faults.Count == 0 ? new AnnexAQuestions(questions) : throw new SeedFileRefused(name, faults);
    }

    /// <summary>No criterion has such an id: those begin with the code of their judgement.</summary>
    [GeneratedRegex("^AX[A-Z]-[0-9]{2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
