using Portal.Domain.People;

namespace Portal.Domain.Common;

/// <summary>A record that belongs to one board or authority and is seen only by those who may see that body.</summary>
public interface IBelongsToBody
{
    Id<Body> BodyId { get; }
}
