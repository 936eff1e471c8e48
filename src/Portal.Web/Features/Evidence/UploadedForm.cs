using Microsoft.Extensions.Primitives;
using Portal.Web.Files;

namespace Portal.Web.Features.Evidence;

/// <summary>An upload form that arrived whole: what was typed, the files that passed every check, and why others did not.</summary>
public sealed class UploadedForm : IDisposable
{
    private readonly Dictionary<string, StringValues> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ExaminedFile> _files = [];
    private readonly List<string> _refusals = [];
    private int _count;

    /// <summary>Files that passed. Those not kept are deleted with the form.</summary>
    public IReadOnlyList<ExaminedFile> Files => _files;

    /// <summary>For each file not taken a sentence that names it and says what to do.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>True once its antiforgery token was found right.</summary>
    internal bool IsGenuine { get; set; }

    public FormCollection Fields => new(_fields);

    public string Text(string name) => _fields.TryGetValue(name, out var values) ? values.ToString() : "";

    /// <exception cref="BadHttpRequestException">There are too many.</exception>
    public void AddField(string name, string value)
    {
        if (++_count > UploadLimits.MostFields)
        {
            throw new BadHttpRequestException("The form has too many fields.");
        }

        _fields[name] = StringValues.Concat(_fields.GetValueOrDefault(name), value);
    }

    public void Take(ExaminedFile file) => _files.Add(file);

    public void Refuse(string why) => _refusals.Add(why);

    public void Dispose() => _files.ForEach(file => file.Dispose());
}
