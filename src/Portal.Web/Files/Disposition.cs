namespace Portal.Web.Files;

/// <summary>Whether a browser may show a file in its window or must save it.</summary>
public enum Disposition
{
    /// <summary>Saved to disk, never rendered in the portal's origin.</summary>
    Attachment,

    /// <summary>May be shown: kinds a browser displays without running anything.</summary>
    Inline,
}
