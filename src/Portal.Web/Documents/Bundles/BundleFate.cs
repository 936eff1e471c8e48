namespace Portal.Web.Documents.Bundles;

/// <summary>How an item of evidence came into the bundle.</summary>
public enum BundleFate
{
    /// <summary>The pages of a PDF.</summary>
    AsItIs,

    /// <summary>LibreOffice made pages of it.</summary>
    Converted,

    /// <summary>A picture or text, printed.</summary>
    Printed,

    /// <summary>Its divider alone, which says why and which file to open.</summary>
    DividerOnly,

    /// <summary>Its divider alone, which says why it is withheld; its file is not in the pack.</summary>
    Withheld,
}
