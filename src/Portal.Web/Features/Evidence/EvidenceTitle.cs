using Portal.Web.Files;

namespace Portal.Web.Features.Evidence;

/// <summary>The title a document has until a person gives it one: the name of its file, as words.</summary>
public static class EvidenceTitle
{
    /// <summary>"section_11-audit.2014.pdf" gives "section 11-audit.2014"; a name that is all extension stays as it is.</summary>
    public static string Of(string fileName)
    {
        var name = FileChecks.PlainName(fileName);
        var title = Path.GetFileNameWithoutExtension(name).Replace('_', ' ').Trim();
        return title.Length == 0 ? name : title;
    }
}
